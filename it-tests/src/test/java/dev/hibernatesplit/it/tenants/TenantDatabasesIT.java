package dev.hibernatesplit.it.tenants;

import static dev.hibernatesplit.it.tenants.Tenancy.connections;
import static dev.hibernatesplit.it.tenants.Tenancy.outside;
import static dev.hibernatesplit.it.tenants.Tenancy.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.SplitStatistics;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.it.Pools;
import dev.hibernatesplit.it.Witness;
import dev.hibernatesplit.spi.TenantSource;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.TcpProxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code acme} and {@code bolt} are named in settings; {@code comet} comes later. */
class TenantDatabasesIT {

  private static final String PREFIX = "hibernate.split.tenants.";

  private static ReplicatedPostgres cluster;
  private static Witness witness;
  private final Map<String, Map<String, Object>> later = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private Application application;

  @BeforeAll
  static void startCluster() throws SQLException {
    cluster = ReplicatedPostgres.builder().replicas("r1").start();
    witness = new Witness(cluster);
    for (String tenant : List.of("acme", "bolt", "comet")) {
      Tenancy.create(cluster, tenant);
    }
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void start() {
    application = start(Map.of());
  }

  private Application start(Map<String, Object> more) {
    Map<String, Object> settings = Tenancy.shared(cluster);
    settings.putAll(Tenancy.servers(cluster, PREFIX + "acme.", "acme"));
    settings.putAll(Tenancy.servers(cluster, PREFIX + "bolt.", "bolt"));
    TenantSource source =
        tenant -> {
          asked.incrementAndGet();
          return later.get(tenant);
        };
    settings.put("hibernate.split.tenant_source", source);
    settings.putAll(more);
    return Application.start(settings, Note.class, Ledger.class, Ticket.class);
  }

  @AfterEach
  void stop() {
    for (String tenant : List.of("acme", "bolt", "comet")) {
      later.computeIfAbsent(tenant, t -> Tenancy.servers(cluster, "hibernate.split.", t));
      write(application, tenant, s -> s.createMutationQuery("delete from Note").executeUpdate());
    }
    application.close();
  }

  private void note(String tenant, String text) {
    write(application, tenant, session -> session.persist(new Note(1, text)));
    cluster.awaitCatchUp();
  }

  private List<String> notes(String tenant) {
    return outside(application, tenant, Tenancy::texts);
  }

  @Test
  void a_tenant_reads_on_its_replica_and_writes_on_its_primary_and_sees_nobody_else_s_rows() {
    for (String tenant : List.of("acme", "bolt")) {
      notes(tenant);
      witness.forget();
      note(tenant, "of " + tenant);
      witness.onlyThePrimaryRan();
    }
    for (int i = 0; i < 5; i++) {
      for (String tenant : List.of("acme", "bolt")) {
        witness.forget();
        assertThat(notes(tenant)).containsExactly("of " + tenant);
        witness.onlyReplicasRan();
        witness.forget();
        write(
            application,
            tenant,
            session -> assertThat(Tenancy.texts(session)).containsExactly("of " + tenant));
        witness.onlyThePrimaryRan();
      }
    }
  }

  @Test
  void a_read_only_session_of_a_tenant_reads_on_its_replica() {
    note("bolt", "of bolt");
    witness.forget();
    try (Session session =
        application
            .sessionFactory()
            .withOptions()
            .tenantIdentifier((Object) "bolt")
            .readOnly(true)
            .openSession()) {
      session.beginTransaction();
      assertThat(Tenancy.texts(session)).containsExactly("of bolt");
      session.getTransaction().commit();
    }
    assertThat(application.journeys().last().reason()).isEqualTo(RoutingReason.READ_ONLY_UNIT);
    witness.onlyReplicasRan();
  }

  @Test
  void an_unknown_tenant_is_an_error_until_the_source_knows_it() {
    assertThatThrownBy(() -> notes("comet"))
        .hasStackTraceContaining("No tenant is called 'comet'. Settings name acme, bolt, and the")
        .hasStackTraceContaining("tenant source knows no such tenant.");

    later.put("comet", Tenancy.servers(cluster, "hibernate.split.", "comet"));
    note("comet", "of comet");
    witness.forget();
    assertThat(notes("comet")).containsExactly("of comet");
    witness.onlyReplicasRan();
    assertThat(notes("acme")).isEmpty();
  }

  @Test
  void a_tenant_that_comes_later_learns_what_the_entities_wish_and_which_ids_are_counted() {
    later.put("comet", Tenancy.servers(cluster, "hibernate.split.", "comet"));
    outside(application, "comet", s -> s.find(Ledger.class, 1));
    assertThat(application.journeys().last().reason()).isEqualTo(RoutingReason.TABLE);
    try (StatelessSession session =
        application
            .sessionFactory()
            .withStatelessOptions()
            .tenantIdentifier((Object) "comet")
            .openStatelessSession()) {
      session.insert(new Ticket());
      assertThat(application.journeys().of("max("))
          .extracting(Journey::reason)
          .containsExactly(RoutingReason.NOT_PROVEN_A_READ);
    }
  }

  /** Sessions of another factory come and go on the thread that acquires a connection. */
  @Test
  void a_source_may_use_sessions_of_another_factory() {
    try (Application another = Application.start(cluster)) {
      TenantSource source =
          tenant -> {
            another.outside(
                manager -> manager.createNativeQuery("select 1", Integer.class).getSingleResult());
            return Tenancy.servers(cluster, "hibernate.split.", tenant);
          };
      try (Application some = start(Map.of("hibernate.split.tenant_source", source))) {
        outside(some, "comet", Tenancy::texts);
        assertThat(some.journeys().last().decision().target()).isEqualTo("r1");
      }
    }
  }

  @Test
  void eight_threads_that_ask_for_a_new_tenant_at_once_start_it_once() throws Exception {
    later.put("comet", Tenancy.servers(cluster, "hibernate.split.", "comet"));
    int pools = Pools.count();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CountDownLatch together = new CountDownLatch(1);
    List<Future<List<String>>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(
          threads.submit(
              () -> {
                together.await();
                return notes("comet");
              }));
    }
    together.countDown();
    for (Future<List<String>> one : all) {
      assertThat(one.get(30, TimeUnit.SECONDS)).isEmpty();
    }
    threads.shutdown();
    assertThat(asked).hasValue(1);
    assertThat(Pools.count() - pools).as("a primary's and a replica's").isEqualTo(2);
  }

  @Test
  void the_pools_of_an_idle_tenant_are_closed_and_open_again_when_it_comes_back()
      throws SQLException {
    application.close();
    application = start(Map.of("hibernate.split.tenant_idle", "1s"));
    later.put("comet", Tenancy.servers(cluster, "hibernate.split.", "comet"));
    try (Session held =
        application
            .sessionFactory()
            .withOptions()
            .tenantIdentifier((Object) "acme")
            .openSession()) {
      held.beginTransaction();
      Tenancy.texts(held);
      for (int i = 0; i < 2; i++) {
        outside(application, "comet", Tenancy::texts);
        assertThat(application.journeys().last().decision().target()).isEqualTo("r1");
        assertThat(Pools.count()).isEqualTo(4);
        await().untilAsserted(() -> assertThat(opened("comet")).isZero());
      }
      assertThat(opened("acme")).as("a connection of it is open").isPositive();
      assertThat(Tenancy.texts(held)).isEmpty();
      held.getTransaction().rollback();
    }
    await().untilAsserted(() -> assertThat(Pools.count()).isZero());
  }

  private static int opened(String database) throws SQLException {
    int opened = 0;
    for (PostgresServer server : cluster.servers()) {
      opened += connections(server, database);
    }
    return opened;
  }

  @Test
  void a_tenant_whose_primary_is_down_fails_alone_and_works_again_when_it_is_back() {
    TcpProxy proxy = cluster.primary().proxy();
    Map<String, Object> servers = Tenancy.servers(cluster, "hibernate.split.", "comet");
    servers.put(
        "hibernate.split.primary.url",
        cluster.primary().jdbcUrl(proxy).replace("/" + cluster.database(), "/comet"));
    servers.put("hibernate.split.primary.hikari.connectionTimeout", "1000");
    later.put("comet", servers);
    proxy.refuse();
    try {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> notes("comet"))
            .hasStackTraceContaining("Tenant 'comet' could not be started")
            .hasStackTraceContaining("the primary cannot be reached");
        note("acme", "of acme");
        assertThat(notes("acme")).containsExactly("of acme");
        write(application, "acme", s -> s.createMutationQuery("delete Note").executeUpdate());
      }
      proxy.accept();
      note("comet", "of comet");
      assertThat(notes("comet")).containsExactly("of comet");

      proxy.refuse();
      proxy.resetAll();
      assertThat(notes("comet")).as("its replica still serves").containsExactly("of comet");
      assertThatThrownBy(() -> note("comet", "lost")).isNotNull();
      note("bolt", "of bolt");
    } finally {
      proxy.accept();
    }
    await()
        .ignoreExceptions()
        .untilAsserted(() -> write(application, "comet", s -> s.find(Note.class, 1)));
  }

  @Test
  void the_targets_of_a_tenant_that_is_open_can_be_managed() {
    assertThatThrownBy(() -> SplitManagement.of(application.factory(), "comet"))
        .hasMessageContaining("Tenant 'comet' is not open");
    assertThatThrownBy(() -> SplitManagement.of(application.factory()))
        .hasMessageContaining("SplitManagement.of(factory, tenant)");
    notes("bolt");
    assertThat(SplitStatistics.of(application.factory(), "bolt").target("r1").statements())
        .isPositive();
    assertThatThrownBy(() -> SplitStatistics.of(application.factory()))
        .hasMessageContaining("SplitStatistics.of(factory, tenant)");
    SplitManagement.of(application.factory(), "bolt").takeOut("r1");
    notes("bolt");
    assertThat(application.journeys().last().reason()).isEqualTo(RoutingReason.NO_REPLICA);
    notes("acme");
    assertThat(application.journeys().last().decision().target()).isEqualTo("r1");
  }

  @Test
  void closing_the_factory_ends_all_pools_threads_and_connections() throws SQLException {
    later.put("comet", Tenancy.servers(cluster, "hibernate.split.", "comet"));
    for (String tenant : List.of("acme", "bolt", "comet")) {
      outside(application, tenant, Tenancy::texts);
      assertThat(opened(tenant)).isPositive();
    }
    assertThat(Pools.count()).isEqualTo(6);
    assertThat(threads()).anyMatch(name -> name.equals("hibernate-split tenants"));
    application.close();
    await().untilAsserted(() -> assertThat(threads()).isEmpty());
    assertThat(Pools.count()).isZero();
    for (String tenant : List.of("acme", "bolt", "comet")) {
      await().untilAsserted(() -> assertThat(opened(tenant)).isZero());
    }
    application = start(Map.of());
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("hibernate-split ") || name.startsWith("HikariPool"))
        .toList();
  }
}
