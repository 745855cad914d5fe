package dev.hibernatesplit.it.spring;

import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Pools;
import dev.hibernatesplit.it.Witness;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A pool without auto-commit, and the setting that Spring Boot adds for such a pool. */
@ParameterizedClass
@EnumSource(Shape.class)
class AutoCommitOffIT {

  private static ReplicatedPostgres cluster;
  private static Witness witness;
  private static SpringApplication application;
  private static Library library;

  @Parameter Shape shape;

  @BeforeAll
  static void startCluster() {
    cluster = ReplicatedPostgres.start();
    witness = new Witness(cluster);
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeParameterizedClassInvocation
  static void startApplication(Shape shape) {
    application =
        SpringApplication.start(
            cluster,
            shape,
            Map.of(
                "hibernate.connection.provider_disables_autocommit", "true",
                "hibernate.hikari.autoCommit", "false",
                "hibernate.hikari.registerMbeans", "true"),
            pool -> {
              pool.setAutoCommit(false);
              pool.setRegisterMbeans(true);
            });
    library = application.library();
    library.writing(m -> m.merge(new Author("Ursula", "Exile")));
    cluster.awaitCatchUp();
  }

  @AfterParameterizedClassInvocation
  static void stopApplication() {
    application.close();
  }

  @BeforeEach
  void forget() {
    witness.forget();
    application.journeys().clear();
  }

  @AfterEach
  void nothingIsHeld() {
    Pools.awaitIdle();
  }

  @Test
  void what_was_written_is_committed() throws SQLException {
    library.writing(m -> m.merge(new Author("Vonda")));

    assertThat(committed("Vonda")).isEqualTo(1);
    assertThat(witness.onPrimary()).contains("COMMIT");
  }

  @Test
  void what_failed_is_rolled_back() throws SQLException {
    assertThatThrownBy(
            () ->
                library.writing(
                    m -> {
                      m.merge(new Author("Nobody"));
                      m.flush();
                      throw new IllegalStateException("changed my mind");
                    }))
        .hasMessage("changed my mind");

    assertThat(committed("Nobody")).isZero();
  }

  @Test
  void read_only_methods_and_reads_outside_run_on_replicas() {
    assertThat(library.<Long>reading(AutoCommitOffIT::count)).isPositive();
    assertThat(library.<Long>as(AutoCommitOffIT::count)).isPositive();

    assertThat(application.journeys().all())
        .extracting(journey -> journey.reason())
        .containsExactly(READ_ONLY_UNIT, READ_OUTSIDE_TRANSACTION);
    witness.onlyReplicasRan();
  }

  @Test
  void a_transaction_sees_its_own_writes() {
    Long inside =
        library.writing(
            m -> {
              long before = count(m);
              m.persist(new Author("Joanna"));
              return count(m) - before;
            });

    assertThat(inside).isEqualTo(1);
    witness.onlyThePrimaryRan();
  }

  @Test
  void work_on_the_connection_commits_by_hand_as_on_any_such_pool() throws SQLException {
    library.as(
        m ->
            m.unwrap(Session.class)
                .doReturningWork(
                    connection -> {
                      assertThat(connection.getAutoCommit()).isFalse();
                      insert(connection, -1, "Kept");
                      connection.commit();
                      insert(connection, -2, "Lost");
                      connection.rollback();
                      return true;
                    }));

    assertThat(committed("Kept")).isEqualTo(1);
    assertThat(committed("Lost")).isZero();
  }

  private static void insert(Connection connection, int id, String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "delete from Author where id = %1$s; insert into Author (id, name) values (%1$s, '%2$s')"
              .formatted(id, name));
    }
  }

  private static Long count(EntityManager manager) {
    return manager.createQuery("select count(a) from Author a", Long.class).getSingleResult();
  }

  /** As another client sees it. */
  private static long committed(String name) throws SQLException {
    try (Connection connection = cluster.primary().adminConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select count(*) from author where name = '" + name + "'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
