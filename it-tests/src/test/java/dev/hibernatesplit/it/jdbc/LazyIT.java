package dev.hibernatesplit.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Pools;
import dev.hibernatesplit.it.Witness;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What asks for no SQL takes no connection. */
@PostgresCluster(replicas = 1)
class LazyIT {

  private static Witness witness;
  private static Application application;

  @BeforeAll
  static void start(ReplicatedPostgres cluster) {
    witness = new Witness(cluster);
    application =
        Application.start(
            cluster,
            Map.of(
                "hibernate.hikari.registerMbeans", "true",
                "hibernate.hikari.minimumIdle", "1",
                "hibernate.split.catalog", "false"));
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @BeforeEach
  void forget() {
    Pools.awaitIdle();
    witness.forget();
  }

  @AfterEach
  void nothingIsHeld() {
    assertThat(Pools.active()).isZero();
  }

  private static void nothingWasTaken() {
    assertThat(Pools.active()).isZero();
    assertThat(witness.onPrimary()).isEmpty();
    assertThat(witness.onReplicas()).isEmpty();
  }

  @Test
  void an_empty_transaction_takes_nothing() {
    application.outside(
        manager -> {
          Session session = manager.unwrap(Session.class);
          session.beginTransaction();
          session.doWork(connection -> nothingWasTaken());
          session.getTransaction().commit();
          session.beginTransaction();
          session.getTransaction().rollback();
          return null;
        });
    nothingWasTaken();
  }

  @Test
  void what_is_told_and_asked_takes_nothing() {
    application.onConnection(
        connection -> {
          tell(connection);
          ask(connection);
          connection.setAutoCommit(false);
          tell(connection);
          ask(connection);
          connection.commit();
          connection.rollback();
          connection.setAutoCommit(true);
          nothingWasTaken();
          return null;
        });
  }

  private static void tell(Connection connection) throws SQLException {
    connection.setReadOnly(!connection.isReadOnly());
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setSchema("somewhere");
    connection.setCatalog("anything");
    connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
    connection.setNetworkTimeout(Runnable::run, 1000);
    connection.setClientInfo("ApplicationName", "lazy");
    connection.clearWarnings();
  }

  private static void ask(Connection connection) throws SQLException {
    assertThat(connection.getSchema()).isEqualTo("somewhere");
    assertThat(connection.getCatalog()).isEqualTo("app");
    assertThat(connection.getTransactionIsolation()).isEqualTo(2);
    assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("lazy");
    assertThat(connection.getNetworkTimeout()).isEqualTo(1000);
    assertThat((Object) connection.getWarnings()).isNull();
    assertThat(connection.isValid(1)).isTrue();
    assertThat(connection.getTypeMap()).isEmpty();
  }

  @Test
  void those_who_only_watch_take_nothing() {
    application.onConnection(
        connection -> {
          DatabaseMetaData metaData = connection.getMetaData();
          assertThat(metaData.getURL()).startsWith("jdbc:postgresql:");
          assertThat(metaData.getUserName()).isEqualTo("app");
          assertThat(metaData.getDatabaseProductName()).isEqualTo("PostgreSQL");
          assertThat(metaData.getDatabaseProductVersion()).isNotEmpty();
          assertThat(metaData.getDriverName()).contains("PostgreSQL");
          assertThat(metaData.getConnection()).isSameAs(connection);
          nothingWasTaken();
          return null;
        });
  }

  @Test
  void a_statement_without_sql_takes_nothing() {
    application.onConnection(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(1);
            statement.setFetchSize(1);
            statement.setQueryTimeout(1);
            statement.closeOnCompletion();
            statement.clearBatch();
            statement.cancel();
            assertThat(statement.executeBatch()).isEmpty();
            assertThat((Object) statement.getWarnings()).isNull();
            assertThat(statement.getConnection()).isSameAs(connection);
          }
          nothingWasTaken();
          return null;
        });
  }

  @Test
  void outside_a_transaction_it_is_held_as_long_as_a_statement_stands() {
    application.onConnection(
        connection -> {
          Statement statement = connection.createStatement();
          try (ResultSet rows = statement.executeQuery("select 1")) {
            assertThat(rows.next()).isTrue();
            assertThat(Pools.active()).isEqualTo(1);
          }
          assertThat(Pools.active()).isEqualTo(1);
          statement.close();
          assertThat(Pools.active()).isZero();
          return null;
        });
  }

  @Test
  void questions_to_the_driver_give_back_what_they_took() {
    application.onConnection(
        connection -> {
          for (boolean autoCommit : List.of(true, false)) {
            connection.setAutoCommit(autoCommit);
            connection.createArrayOf("int4", new Integer[] {1});
            connection.nativeSQL("select 1");
            connection.isWrapperFor(Runnable.class);
            connection.getMetaData().getMaxColumnNameLength();
            connection.getMetaData().isWrapperFor(Runnable.class);
            assertThat(Pools.active()).isZero();
            try (ResultSet tables = connection.getMetaData().getTables(null, null, "%", null)) {
              assertThat(tables.next()).isTrue();
              assertThat(Pools.active()).isEqualTo(1);
            }
            assertThat(Pools.active()).isZero();
          }
          return null;
        });
  }

  @Test
  void a_failing_question_gives_back_what_it_took() {
    application.onConnection(
        connection -> {
          refused(() -> connection.createArrayOf("no such type", new Integer[] {1}));
          refused(() -> connection.unwrap(Runnable.class));
          refused(() -> connection.prepareStatement("select $1 from nothing").executeQuery());
          return null;
        });
  }

  private static void refused(Transcript.Action action) {
    try {
      action.act();
    } catch (SQLException e) {
      return;
    }
    throw new AssertionError("It worked");
  }

  @Test
  void an_open_transaction_holds_one_connection_until_its_end() {
    application.onConnection(
        connection -> {
          connection.setAutoCommit(false);
          try (Statement statement = connection.createStatement()) {
            statement.executeQuery("select 1").close();
          }
          assertThat(Pools.active()).isEqualTo(1);
          connection.commit();
          assertThat(Pools.active()).isZero();
          return null;
        });
  }
}
