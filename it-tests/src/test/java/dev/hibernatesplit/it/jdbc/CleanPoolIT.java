package dev.hibernatesplit.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The next user of a pool's one connection finds it as it came. */
@PostgresCluster(replicas = 1)
class CleanPoolIT {

  private static final String CLEAN =
      "\"$user\", public|PostgreSQL JDBC Driver|read committed|off|autocommit=true read-only=false"
          + " holdability=2 timeout=0 types={}";

  private static HikariDataSource primary;
  private static HikariDataSource replica;
  private static Application application;

  @BeforeAll
  static void start(ReplicatedPostgres cluster) throws SQLException {
    primary = pool(cluster, cluster.primary());
    replica = pool(cluster, cluster.replica("r1"));
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement()) {
      statement.execute("create schema elsewhere");
      statement.execute("create table place as select 'public' as name");
      statement.execute("create table elsewhere.place as select 'elsewhere' as name");
    }
    cluster.awaitCatchUp();
    application =
        Application.start(
            Map.of(
                "hibernate.connection.datasource",
                primary,
                "hibernate.split.replicas.r1.datasource",
                replica,
                "hibernate.split.probe_interval",
                "1h",
                "hibernate.split.catalog",
                "false"));
  }

  private static HikariDataSource pool(ReplicatedPostgres cluster, PostgresServer server) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(server.jdbcUrl());
    pool.setUsername(cluster.user());
    pool.setPassword(cluster.password());
    pool.setMaximumPoolSize(1);
    return pool;
  }

  @AfterAll
  static void stop() {
    application.close();
    primary.close();
    replica.close();
  }

  @AfterEach
  void the_next_user_finds_it_clean() throws SQLException {
    assertThat(found(primary)).isEqualTo(CLEAN);
    assertThat(found(replica)).isEqualTo(CLEAN);
  }

  private static String found(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return ask(
              connection,
              "select concat_ws('|', current_setting('search_path'),"
                  + " current_setting('application_name'),"
                  + " current_setting('default_transaction_isolation'),"
                  + " current_setting('default_transaction_read_only'), '')")
          + "autocommit="
          + connection.getAutoCommit()
          + " read-only="
          + connection.isReadOnly()
          + " holdability="
          + connection.getHoldability()
          + " timeout="
          + connection.getNetworkTimeout()
          + " types="
          + connection.getTypeMap();
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    }
  }

  private static void tell(Connection connection, TargetRole role) throws SQLException {
    connection.setReadOnly(role == TargetRole.REPLICA);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setSchema("elsewhere");
    connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
    connection.setNetworkTimeout(Runnable::run, 54_321);
    connection.setTypeMap(Map.of("a", String.class));
    connection.setClientInfo("ApplicationName", "dirty");
    connection.setAutoCommit(false);
  }

  private static void dirty(Connection connection, TargetRole role) throws SQLException {
    tell(connection, role);
    assertThat(ask(connection, "select name from place")).isEqualTo("elsewhere");
    assertThat(application.journeys().last().role()).isEqualTo(role);
  }

  @ParameterizedTest
  @EnumSource
  void after_everything_that_can_be_told(TargetRole role) {
    application.onConnection(
        connection -> {
          dirty(connection, role);
          connection.commit();
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource
  void after_a_transaction_that_nobody_ended(TargetRole role) {
    application.onConnection(
        connection -> {
          dirty(connection, role);
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource
  void after_an_error(TargetRole role) {
    assertThatThrownBy(
            () ->
                application.onConnection(
                    connection -> {
                      dirty(connection, role);
                      return ask(connection, "select 1 / 0");
                    }))
        .isInstanceOf(HibernateException.class);
  }

  @ParameterizedTest
  @EnumSource
  void after_an_exception_of_the_application(TargetRole role) {
    assertThatThrownBy(
            () ->
                application.onConnection(
                    connection -> {
                      dirty(connection, role);
                      connection.createStatement().executeQuery("select name from place");
                      throw new IllegalStateException("thrown");
                    }))
        .hasMessage("thrown");
  }

  @ParameterizedTest
  @EnumSource
  void after_it_was_told_in_a_transaction_that_was_rolled_back(TargetRole role) {
    application.onConnection(
        connection -> {
          connection.setReadOnly(role == TargetRole.REPLICA);
          connection.setAutoCommit(false);
          try (Statement open = connection.createStatement()) {
            open.executeQuery("select 1");
            connection.setSchema("elsewhere");
            connection.setClientInfo("ApplicationName", "inside");
            for (int i = 0; i < 3; i++) {
              assertThat(ask(connection, "select name from place")).isEqualTo("elsewhere");
              connection.rollback();
            }
            connection.setSchema(null);
            assertThat(ask(connection, "select name from place")).isEqualTo("public");
            connection.rollback();
            assertThat(ask(connection, "select name from place")).isEqualTo("public");
          }
          return null;
        });
  }

  @Test
  void after_a_switch_to_the_primary() {
    application.onConnection(
        connection -> {
          tell(connection, TargetRole.REPLICA);
          connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
          assertThat(ask(connection, "select name from place")).isEqualTo("elsewhere");
          assertThat(ask(connection, "select name from place, pg_try_advisory_xact_lock(1)"))
              .isEqualTo("elsewhere");
          return null;
        });
  }

  /** The control: the pool alone hands it on as it was left. */
  @Test
  void a_pool_alone_would_not_have_cleaned() throws SQLException {
    try (HikariDataSource alone = new HikariDataSource()) {
      primary.copyStateTo(alone);
      try (Connection connection = alone.getConnection()) {
        tell(connection, TargetRole.PRIMARY);
        assertThat(ask(connection, "select name from place")).isEqualTo("elsewhere");
      }
      assertThat(found(alone)).startsWith("elsewhere|dirty|");
    }
  }
}
