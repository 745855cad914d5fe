package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Before an id is said not to be there, the primary is asked, if that is wanted. */
@PostgresCluster(replicas = 1)
class FindMissIT {

  private static final Map<String, Function<EntityManager, Boolean>> LOADS = new LinkedHashMap<>();

  static {
    LOADS.put("find", manager -> manager.find(Note.class, 1L) != null);
    LOADS.put("reference", FindMissIT::initialised);
    LOADS.put("stateless", FindMissIT::stateless);
    LOADS.put(
        "query by id",
        manager ->
            !manager
                .createQuery("from Note where id = :id")
                .setParameter("id", 1L)
                .getResultList()
                .isEmpty());
  }

  private Application application;

  static Stream<String> loads() {
    return LOADS.keySet().stream();
  }

  private static boolean initialised(EntityManager manager) {
    try {
      Hibernate.initialize(manager.getReference(Note.class, 1L));
      return true;
    } catch (EntityNotFoundException e) {
      return false;
    }
  }

  private static boolean stateless(EntityManager manager) {
    try (StatelessSession session =
        manager
            .getEntityManagerFactory()
            .unwrap(org.hibernate.SessionFactory.class)
            .openStatelessSession()) {
      return session.get(Note.class, 1L) != null;
    }
  }

  private void start(ReplicatedPostgres cluster, String miss) {
    application =
        Application.start(
            cluster,
            Map.of(
                "hibernate.split.find_miss",
                miss,
                "jakarta.persistence.schema-generation.database.action",
                "drop-and-create"),
            Note.class);
    cluster.awaitCatchUp();
  }

  @AfterEach
  void stop() {
    application.close();
  }

  private List<RoutingReason> reasons() {
    return application.journeys().of("from Note").stream().map(Journey::reason).toList();
  }

  private void write() {
    application.write(manager -> manager.persist(new Note(1, 1)));
    application.journeys().clear();
  }

  @ParameterizedTest
  @MethodSource("loads")
  void what_a_replica_does_not_find_is_looked_for_on_the_primary(
      String load, ReplicatedPostgres cluster) {
    start(cluster, "primary");
    Paused.during(
        cluster,
        () -> {
          write();
          assertThat(application.outside(LOADS.get(load))).isTrue();
          assertThat(reasons())
              .containsExactly(RoutingReason.READ_OUTSIDE_TRANSACTION, RoutingReason.FIND_MISS);
        });
    application.journeys().clear();
    assertThat(application.outside(LOADS.get(load))).isTrue();
    assertThat(reasons()).containsExactly(RoutingReason.READ_OUTSIDE_TRANSACTION);
  }

  @ParameterizedTest
  @MethodSource("loads")
  void else_the_replica_is_trusted(String load, ReplicatedPostgres cluster) {
    start(cluster, "trust");
    Paused.during(
        cluster,
        () -> {
          write();
          assertThat(application.outside(LOADS.get(load))).isFalse();
          assertThat(reasons()).containsExactly(RoutingReason.READ_OUTSIDE_TRANSACTION);
        });
  }

  @Test
  void what_is_not_there_is_asked_for_once(ReplicatedPostgres cluster) {
    start(cluster, "primary");
    cluster.clearStatements();
    assertThat(application.outside(LOADS.get("find"))).isFalse();
    assertThat(Servers.ran(cluster.primary())).hasSize(1);
    assertThat(Servers.ran(cluster.replica("r1"))).hasSize(1);
  }

  @Test
  void other_queries_are_trusted(ReplicatedPostgres cluster) {
    start(cluster, "primary");
    Paused.during(
        cluster,
        () -> {
          write();
          assertThat(
                  application.<List<?>>outside(
                      manager -> manager.createQuery("from Note").getResultList()))
              .isEmpty();
        });
  }

  @Test
  void a_read_only_transaction_goes_on_there(ReplicatedPostgres cluster) {
    start(cluster, "primary");
    Paused.during(
        cluster,
        () -> {
          write();
          assertThat(application.readOnly(LOADS.get("find"))).isTrue();
          assertThat(reasons())
              .containsExactly(RoutingReason.READ_ONLY_UNIT, RoutingReason.FIND_MISS);
        });
  }

  @Test
  void one_that_sees_a_snapshot_believes_it(ReplicatedPostgres cluster) {
    start(cluster, "primary");
    Paused.during(
        cluster,
        () -> {
          write();
          boolean found =
              application.readOnly(
                  Connection.TRANSACTION_REPEATABLE_READ,
                  connection -> {
                    try (var statement =
                        connection.prepareStatement("select id from Note where id = ?")) {
                      statement.setLong(1, 1);
                      return statement.executeQuery().next();
                    }
                  });
          assertThat(found).isFalse();
        });
  }
}
