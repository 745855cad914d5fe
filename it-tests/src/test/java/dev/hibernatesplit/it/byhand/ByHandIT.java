package dev.hibernatesplit.it.byhand;

import static dev.hibernatesplit.RoutingReason.HINT;
import static dev.hibernatesplit.RoutingReason.LOCKING_READ;
import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static dev.hibernatesplit.RoutingReason.SCOPE;
import static dev.hibernatesplit.RoutingReason.SESSION_PROPERTY;
import static dev.hibernatesplit.RoutingReason.TARGET_DOWN;
import static dev.hibernatesplit.RoutingReason.WRITE;
import static dev.hibernatesplit.RoutingReason.WRITING_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.Routing;
import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Book;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.criteria.CriteriaQuery;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas for everyone and a dedicated one, {@code analytics}. */
class ByHandIT {

  private static ReplicatedPostgres cluster;
  private static Application application;
  private static Long id;

  @BeforeAll
  static void start() {
    cluster = ReplicatedPostgres.builder().replicas("r1", "r2", "analytics").start();
    application =
        Application.start(
            cluster,
            Map.of(
                "jakarta.persistence.schema-generation.database.action", "create",
                "hibernate.split.replicas.analytics.dedicated", "true",
                "hibernate.split.replicas.r1.query_timeout", "1s",
                "hibernate.split.probe_interval", "100ms"),
            Author.class,
            Book.class);
    Author author = new Author("Ursula", "The Dispossessed");
    application.write(manager -> manager.persist(author));
    id = author.getId();
    cluster.awaitCatchUp();
  }

  @AfterAll
  static void stop() {
    application.close();
    cluster.close();
  }

  @BeforeEach
  void forget() {
    cluster.clearStatements();
    application.journeys().clear();
  }

  private static List<Author> authors(EntityManager manager) {
    return manager.createQuery("from Author", Author.class).getResultList();
  }

  private static void wentTo(String target, RoutingReason reason) {
    assertThat(application.journeys().all()).hasSize(1);
    assertThat(application.journeys().last().decision())
        .isEqualTo(
            new RoutingDecision(
                target,
                target.equals("primary") ? TargetRole.PRIMARY : TargetRole.REPLICA,
                reason));
    for (PostgresServer server : cluster.servers()) {
      assertThat(Servers.ran(server).isEmpty())
          .as("nothing ran on %s", server.name())
          .isNotEqualTo(server.name().equals(target));
    }
    application.journeys().clear();
    cluster.clearStatements();
  }

  @Test
  void a_dedicated_replica_serves_only_what_names_it() {
    for (int i = 0; i < 10; i++) {
      application.outside(ByHandIT::authors);
    }
    assertThat(Servers.ran(cluster.replica("analytics"))).isEmpty();
    assertThat(application.journeys().all())
        .extracting(journey -> journey.decision().target())
        .containsOnly("r1", "r2");
  }

  @Test
  void a_scope_names_the_target_of_the_reads_in_it() {
    Routing.onPrimary(() -> application.outside(ByHandIT::authors));
    wentTo("primary", SCOPE);
    Routing.on("analytics", () -> application.outside(ByHandIT::authors));
    wentTo("analytics", SCOPE);
    Routing.onPrimary(() -> Routing.on("r2", () -> application.readOnly(ByHandIT::authors)));
    assertThat(application.journeys().last().decision().target()).isEqualTo("r2");
  }

  @Test
  void a_scope_counts_for_every_session_that_is_used_in_it_and_for_none_after_it() {
    application.outside(
        first ->
            application.outside(
                second -> {
                  Routing.on(
                      "analytics",
                      () -> {
                        first.find(Author.class, id);
                        return second.find(Author.class, id);
                      });
                  first.clear();
                  return first.find(Author.class, id);
                }));
    assertThat(application.journeys().all())
        .extracting(Journey::reason)
        .containsExactly(SCOPE, SCOPE, RoutingReason.READ_OUTSIDE_TRANSACTION);
  }

  /** While rows of a replica are read, its connection is held; the primary's is another one. */
  @Test
  void a_scope_sends_a_read_to_the_primary_also_while_rows_of_a_replica_are_read() {
    application.onConnection(
        connection -> {
          try (Statement first = connection.createStatement();
              ResultSet rows = first.executeQuery("select name from Author");
              Statement second = connection.createStatement();
              Routing.Open scope = Routing.onPrimary();
              ResultSet others = second.executeQuery("select title from Book")) {
            assertThat(scope).isNotNull();
            return rows.next() && others.next();
          }
        });
    assertThat(application.journeys().all())
        .extracting(Journey::role)
        .containsExactly(TargetRole.REPLICA, TargetRole.PRIMARY);
  }

  @Test
  void a_read_only_scope_lets_the_reads_of_a_transaction_leave_and_refuses_writes() {
    application.write(manager -> Routing.readOnly(() -> authors(manager)));
    assertThat(application.journeys().last().reason()).isEqualTo(READ_ONLY_UNIT);
    assertThatThrownBy(
            () ->
                Routing.readOnly(
                    () ->
                        application.writing(
                            m -> m.createQuery("delete from Book where id = -1").executeUpdate())))
        .hasStackTraceContaining("Routing.readOnly");
    application.journeys().clear();
    application.write(
        manager -> {
          manager.createQuery("update Author set name = name").executeUpdate();
          Routing.readOnly(() -> authors(manager));
        });
    assertThat(application.journeys().last().role())
        .as("a unit that has written stays with what it wrote")
        .isEqualTo(TargetRole.PRIMARY);
  }

  @Test
  void a_property_of_the_session_names_the_target_of_its_reads() {
    application.outside(
        manager -> {
          manager.setProperty(Routing.TARGET, "primary");
          authors(manager);
          wentTo("primary", SESSION_PROPERTY);
          manager.setProperty(Routing.TARGET, "analytics");
          return authors(manager);
        });
    wentTo("analytics", SESSION_PROPERTY);
    try (EntityManager manager =
        application.factory().createEntityManager(Map.of(Routing.TARGET, "r2"))) {
      authors(manager);
      wentTo("r2", SESSION_PROPERTY);
      Routing.on("analytics", () -> authors(manager));
      wentTo("analytics", SCOPE);
    }
  }

  @Test
  void a_hint_names_the_target_of_one_query_and_never_reaches_the_server() {
    String hint = Routing.hint("analytics");
    application.outside(
        m ->
            m.createQuery("from Author", Author.class)
                .setHint(Routing.QUERY_HINT, hint)
                .getResultList());
    wentTo("analytics", HINT);
    application.outside(
        m ->
            m.createNativeQuery("select name from Author", String.class)
                .setHint(Routing.QUERY_HINT, hint)
                .getResultList());
    assertThat(Servers.ran(cluster.replica("analytics")))
        .contains("select name from Author")
        .noneMatch(sql -> sql.contains("split:"));
    wentTo("analytics", HINT);
    application.outside(
        m -> {
          CriteriaQuery<Author> all = m.getCriteriaBuilder().createQuery(Author.class);
          all.from(Author.class);
          return m.createQuery(all).setHint(Routing.QUERY_HINT, hint).getResultList();
        });
    wentTo("analytics", HINT);
    Routing.on(
        "r1",
        () ->
            application.outside(
                m ->
                    m.createQuery("from Author", Author.class)
                        .setHint(Routing.QUERY_HINT, Routing.hint("primary"))
                        .getResultList()));
    wentTo("primary", HINT);
  }

  @Test
  void a_named_query_takes_a_hint_and_a_native_one_brings_its_own() {
    application.outside(
        m ->
            m.createNamedQuery(Author.ALL, Author.class)
                .setHint(Routing.QUERY_HINT, Routing.hint("analytics"))
                .getResultList());
    wentTo("analytics", HINT);
    application.outside(m -> m.createNamedQuery(Author.ALL_NAMES).getResultList());
    wentTo("analytics", HINT);
  }

  @Test
  void a_hint_for_a_replica_moves_no_write_no_lock_and_no_read_of_a_writing_transaction() {
    String hint = Routing.hint("analytics");
    application.write(
        m -> {
          m.createQuery("update Author set name = name")
              .setHint(Routing.QUERY_HINT, hint)
              .executeUpdate();
          m.createQuery("from Author", Author.class)
              .setHint(Routing.QUERY_HINT, hint)
              .getResultList();
          m.createQuery("from Book", Book.class)
              .setLockMode(LockModeType.PESSIMISTIC_WRITE)
              .setHint(Routing.QUERY_HINT, hint)
              .getResultList();
        });
    assertThat(application.journeys().all())
        .extracting(Journey::reason)
        .containsExactly(WRITE, WRITING_TRANSACTION, LOCKING_READ);
  }

  @Test
  void a_target_that_does_not_exist_is_an_error_that_names_those_that_do() {
    assertThatThrownBy(
            () ->
                application.outside(
                    m ->
                        m.createQuery("from Author", Author.class)
                            .setHint(Routing.QUERY_HINT, Routing.hint("analitics"))
                            .getResultList()))
        .hasStackTraceContaining("'analitics'")
        .hasStackTraceContaining("primary, analytics, r1, r2");
    assertThatThrownBy(() -> Routing.on("nowhere", () -> application.outside(ByHandIT::authors)))
        .hasStackTraceContaining("'nowhere'");
  }

  @Test
  void a_read_only_transaction_changes_its_replica_where_a_query_asks_for_it() {
    application.readOnly(
        m -> {
          authors(m);
          m.createQuery("from Book", Book.class)
              .setHint(Routing.QUERY_HINT, Routing.hint("analytics"))
              .getResultList();
          return authors(m);
        });
    assertThat(application.journeys().all().get(1).decision().target()).isEqualTo("analytics");
    assertThat(application.journeys().last().decision().target()).isIn("r1", "r2");
    assertThat(Servers.ran(cluster.primary())).isEmpty();
  }

  @Test
  void a_named_target_that_is_down_leaves_the_primary() {
    cluster.replica("analytics").stop();
    try {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                Routing.on("analytics", () -> application.outside(ByHandIT::authors));
                assertThat(application.journeys().last().reason()).isEqualTo(TARGET_DOWN);
              });
    } finally {
      cluster.replica("analytics").start();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              Routing.on("analytics", () -> application.outside(ByHandIT::authors));
              assertThat(application.journeys().last().reason()).isEqualTo(SCOPE);
            });
  }

  @Test
  void a_target_has_a_time_out_of_its_own_which_says_nothing_about_its_health() {
    assertThatThrownBy(() -> Routing.on("r1", () -> application.outside(m -> sleep(m, 20))))
        .hasStackTraceContaining("canceling statement");
    Routing.on("r2", () -> application.outside(m -> sleep(m, 2)));
    Routing.on("r1", () -> application.outside(ByHandIT::authors));
    assertThat(application.journeys().last().decision().target()).isEqualTo("r1");
  }

  private static Object sleep(EntityManager manager, int seconds) {
    return manager
        .createNativeQuery("select count(*) from (select pg_sleep(" + seconds + ")) s")
        .getSingleResult();
  }
}
