package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.it.Paused;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Before an id is said not to be there, the primary is asked, if that is wanted. */
@PostgresCluster(replicas = 1)
class FindMissIT {

  private static final Map<String, BiPredicate<EntityManager, Long>> LOADS = new LinkedHashMap<>();

  static {
    LOADS.put("find", (manager, id) -> manager.find(Note.class, id) != null);
    LOADS.put("reference", FindMissIT::initialised);
    LOADS.put("stateless", FindMissIT::stateless);
    LOADS.put(
        "query by id",
        (manager, id) ->
            manager
                .createQuery("from Note where id = :id")
                .setParameter("id", id)
                .getResultStream()
                .findAny()
                .isPresent());
  }

  private static Application asking;
  private static Application trusting;
  private static long ids;

  static Stream<String> loads() {
    return LOADS.keySet().stream();
  }

  private static boolean initialised(EntityManager manager, Long id) {
    try {
      Hibernate.initialize(manager.getReference(Note.class, id));
      return true;
    } catch (EntityNotFoundException e) {
      return false;
    }
  }

  private static boolean stateless(EntityManager manager, Long id) {
    SessionFactory factory = manager.getEntityManagerFactory().unwrap(SessionFactory.class);
    try (StatelessSession session = factory.openStatelessSession()) {
      return session.get(Note.class, id) != null;
    }
  }

  @BeforeAll
  static void start(ReplicatedPostgres cluster) {
    asking = started(cluster, "primary");
    trusting = started(cluster, "trust");
    cluster.awaitCatchUp();
  }

  private static Application started(ReplicatedPostgres cluster, String miss) {
    return Application.start(
        cluster,
        Map.of(
            "hibernate.split.find_miss",
            miss,
            "jakarta.persistence.schema-generation.database.action",
            "update"),
        Note.class);
  }

  @AfterAll
  static void stop() {
    asking.close();
    trusting.close();
  }

  private static boolean load(Application application, String load, long id) {
    application.journeys().clear();
    return application.outside(manager -> LOADS.get(load).test(manager, id));
  }

  private static List<RoutingReason> reasons(Application application) {
    return application.journeys().of("from Note").stream().map(Journey::reason).toList();
  }

  private static long written(Application application) {
    long id = ++ids;
    application.write(manager -> manager.persist(new Note(id, 1)));
    return id;
  }

  @ParameterizedTest
  @MethodSource("loads")
  void what_a_replica_does_not_find_is_looked_for_on_the_primary(
      String load, ReplicatedPostgres cluster) {
    Paused.during(
        cluster,
        () -> {
          assertThat(load(asking, load, written(asking))).isTrue();
          assertThat(reasons(asking))
              .containsExactly(RoutingReason.READ_OUTSIDE_TRANSACTION, RoutingReason.FIND_MISS);
        });
    assertThat(load(asking, load, ids)).isTrue();
    assertThat(reasons(asking)).containsExactly(RoutingReason.READ_OUTSIDE_TRANSACTION);
  }

  /** The control, and the default. */
  @ParameterizedTest
  @MethodSource("loads")
  void else_the_replica_is_trusted(String load, ReplicatedPostgres cluster) {
    Paused.during(
        cluster,
        () -> {
          assertThat(load(trusting, load, written(trusting))).isFalse();
          assertThat(reasons(trusting)).containsExactly(RoutingReason.READ_OUTSIDE_TRANSACTION);
        });
  }

  @Test
  void what_is_not_there_is_asked_for_once(ReplicatedPostgres cluster) {
    cluster.clearStatements();
    assertThat(load(asking, "find", -1)).isFalse();
    assertThat(Servers.ran(cluster.primary())).hasSize(1);
    assertThat(Servers.ran(cluster.replica("r1"))).hasSize(1);
  }

  @Test
  void other_queries_are_trusted(ReplicatedPostgres cluster) {
    Paused.during(
        cluster,
        () -> {
          long id = written(asking);
          List<?> found =
              asking.outside(
                  manager ->
                      manager
                          .createQuery("from Note where id >= :id")
                          .setParameter("id", id)
                          .getResultList());
          assertThat(found).isEmpty();
        });
  }

  @Test
  void a_read_only_transaction_goes_on_there(ReplicatedPostgres cluster) {
    Paused.during(
        cluster,
        () -> {
          long id = written(asking);
          asking.journeys().clear();
          assertThat(asking.<Object>readOnly(manager -> manager.find(Note.class, id))).isNotNull();
          assertThat(reasons(asking))
              .containsExactly(RoutingReason.READ_ONLY_UNIT, RoutingReason.FIND_MISS);
        });
  }

  @Test
  void one_that_sees_a_snapshot_believes_it(ReplicatedPostgres cluster) {
    Paused.during(
        cluster,
        () -> {
          long id = written(asking);
          boolean found =
              asking.readOnly(
                  Connection.TRANSACTION_REPEATABLE_READ, connection -> finds(connection, id));
          assertThat(found).isFalse();
        });
  }

  private static boolean finds(Connection connection, long id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select id from Note where id = ?")) {
      statement.setLong(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }
}
