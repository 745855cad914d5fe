package dev.hibernatesplit.it.tenants;

import static dev.hibernatesplit.it.tenants.Tenancy.outside;
import static dev.hibernatesplit.it.tenants.Tenancy.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.spi.TenantSource;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.Table;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is done about what is stale, each tenant says for itself: {@code acme} allows it, {@code
 * bolt} has the defaults, {@code comet}, which comes later, refuses whatever a replica served.
 */
class TenantRulesIT {

  private static final List<String> TENANTS = List.of("acme", "bolt", "comet");

  /** A note that may be changed, and kept. */
  @Entity(name = "Leaflet")
  @Table(name = "Note")
  static class Leaflet {
    @Id long id;
    String text = "";

    Leaflet() {}

    Leaflet(long id) {
      this.id = id;
    }
  }

  private static ReplicatedPostgres cluster;
  private Application application;

  @BeforeAll
  static void startCluster() throws SQLException {
    cluster = ReplicatedPostgres.builder().replicas("r1").start();
    for (String tenant : TENANTS) {
      Tenancy.create(cluster, tenant);
      others(tenant, "insert into Note values (1, 'old')");
    }
    cluster.awaitCatchUp();
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void start() {
    Map<String, Object> settings = Tenancy.shared(cluster);
    for (String tenant : List.of("acme", "bolt")) {
      settings.putAll(Tenancy.servers(cluster, "hibernate.split.tenants." + tenant + ".", tenant));
    }
    settings.put("hibernate.split.tenants.acme.transaction_reads", "until_write");
    settings.put("hibernate.split.tenants.acme.stale_write", "allow");
    settings.put("hibernate.split.tenants.acme.cache_puts", "always");
    settings.put("hibernate.split.tenant_source", (TenantSource) TenantRulesIT::later);
    settings.put("hibernate.cache.use_second_level_cache", true);
    settings.put("hibernate.cache.region.factory_class", "jcache");
    settings.put("hibernate.javax.cache.missing_cache_strategy", "create");
    settings.put("hibernate.javax.cache.provider", CaffeineCachingProvider.class.getName());
    settings.put("hibernate.classcache." + Leaflet.class.getName(), "nonstrict-read-write");
    settings.put("hibernate.generate_statistics", true);
    application = Application.start(settings, Leaflet.class);
  }

  private static Map<String, Object> later(String tenant) {
    Map<String, Object> settings =
        new HashMap<>(Tenancy.servers(cluster, "hibernate.split.", tenant));
    settings.put("hibernate.split.transaction_reads", "until_write");
    settings.put("hibernate.split.stale_write", "fail");
    settings.put("hibernate.split.cache_puts", "never");
    return settings;
  }

  @AfterEach
  void stop() throws SQLException {
    application.close();
    cluster.replicas().forEach(PostgresServer::resumeReplay);
    for (String tenant : TENANTS) {
      others(tenant, "update Note set text = 'old'");
    }
    cluster.awaitCatchUp();
  }

  private static void others(String tenant, String sql) throws SQLException {
    String url = Tenancy.url(cluster, cluster.primary(), tenant);
    try (Connection owner = DriverManager.getConnection(url, cluster.user(), cluster.password());
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Leaflet find(Session session) {
    return session.find(Leaflet.class, 1L);
  }

  private RoutingReason reads(String tenant) {
    application.journeys().clear();
    write(application, tenant, TenantRulesIT::find);
    return application.journeys().of("select").get(0).reason();
  }

  @Test
  void transactions_of_one_tenant_read_from_replicas_until_they_write_and_anothers_do_not() {
    assertThat(reads("acme")).isEqualTo(RoutingReason.UNTIL_WRITE);
    assertThat(reads("bolt")).isEqualTo(RoutingReason.WRITING_TRANSACTION);
    assertThat(reads("comet")).isEqualTo(RoutingReason.UNTIL_WRITE);
  }

  /** Reads on the replica, and writes in a transaction, after others have written. */
  private Object overwrite(String tenant) throws SQLException {
    cluster.replicas().forEach(PostgresServer::pauseReplay);
    others(tenant, "update Note set text = 'others'");
    return outside(
        application,
        tenant,
        session -> {
          Leaflet stale = find(session);
          assertThat(stale.text).isEqualTo("old");
          session.beginTransaction();
          stale.text = "ours";
          try {
            session.flush();
            return session
                .createNativeQuery("select text from Note", String.class)
                .getSingleResult();
          } finally {
            session.getTransaction().rollback();
          }
        });
  }

  @Test
  void what_is_stale_is_overwritten_for_the_tenant_that_allows_it() throws SQLException {
    assertThat(overwrite("acme")).isEqualTo("ours");
  }

  @Test
  void it_is_compared_for_a_tenant_that_says_nothing() {
    assertThatThrownBy(() -> overwrite("bolt"))
        .isInstanceOf(OptimisticLockException.class)
        .hasMessageContaining("it differs there in text.");
  }

  @Test
  void it_is_refused_for_a_tenant_whose_source_wants_it_so() {
    assertThatThrownBy(() -> overwrite("comet"))
        .isNotInstanceOf(OptimisticLockException.class)
        .hasMessageContaining("hibernate.split.stale_write = fail");
  }

  /** How many entities are kept when a tenant has read one. */
  private long kept(String tenant) {
    var statistics = application.sessionFactory().getStatistics();
    long before = statistics.getSecondLevelCachePutCount();
    outside(application, tenant, TenantRulesIT::find);
    return statistics.getSecondLevelCachePutCount() - before;
  }

  @Test
  void what_a_replica_served_is_kept_for_the_tenant_that_always_keeps_it() {
    assertThat(kept("acme")).isEqualTo(1);
    assertThat(kept("comet")).isZero();
  }
}
