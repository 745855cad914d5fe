package dev.hibernatesplit.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Journeys;
import dev.hibernatesplit.it.Pools;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A read that a replica refuses with nothing delivered runs on the primary. */
@PostgresCluster(replicas = 1)
class HealingIT {

  private static ReplicatedPostgres cluster;
  private static PostgresServer replica;
  private static Application application;

  @BeforeAll
  static void start(ReplicatedPostgres given) throws SQLException {
    cluster = given;
    replica = cluster.replica("r1");
    owner(
        "create sequence counter",
        "create table plain (id int primary key, name text)",
        "insert into plain values (1, 'one'), (2, 'two')",
        "create unlogged table scratch (id int)",
        "insert into scratch values (1)",
        "create function sly() returns bigint language plpgsql stable as"
            + " 'begin return nextval(''counter''); end'",
        "create table evolving (id int)",
        "insert into evolving values (1)");
    cluster.awaitCatchUp();
    application =
        Application.start(
            cluster,
            Map.of(
                "hibernate.hikari.registerMbeans", "true",
                "hibernate.hikari.maximumPoolSize", "2",
                "hibernate.split.replicas.r1.hikari.maximumPoolSize", "1",
                "hibernate.split.functions.read_only", "sly",
                "hibernate.split.catalog", "false"));
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  /** A replica that lost connections is out until it is probed again. */
  @BeforeEach
  void theReplicaServes() {
    await()
        .until(
            () -> {
              outside("select 1 from plain");
              return application.journeys().last().role() == TargetRole.REPLICA;
            });
    application.journeys().clear();
  }

  @AfterEach
  void nothingIsHeld() {
    Pools.awaitIdle();
  }

  private static void owner(String... statements) throws SQLException {
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getString(1) : "";
    }
  }

  private static String outside(String sql) {
    return application.onConnection(connection -> ask(connection, sql));
  }

  private static List<TargetRole> roles() {
    return application.journeys().all().stream().map(Journeys.Journey::role).toList();
  }

  private static void wentToTheReplicaFirst() {
    assertThat(roles()).containsExactly(TargetRole.REPLICA, TargetRole.PRIMARY);
    assertThat(application.journeys().last().reason()).isEqualTo(RoutingReason.REPLICA_REFUSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"select sly()", "select count(*) from scratch", "select sly(), 2 from plain"})
  void what_is_no_read_runs_on_the_primary_and_is_remembered(String sql) {
    try (WarningLog warnings = new WarningLog()) {
      assertThat(outside(sql)).isNotEmpty();
      wentToTheReplicaFirst();
      assertThat(warnings.lines()).singleElement().asString().contains(sql, "r1", "SQLSTATE");
      outside(sql);
      outside(sql);
      assertThat(roles()).hasSize(4).endsWith(TargetRole.PRIMARY, TargetRole.PRIMARY);
      assertThat(warnings.lines()).hasSize(1);
    }
  }

  @Test
  void what_the_replica_does_not_know_yet_runs_on_the_primary_and_is_not_remembered()
      throws SQLException {
    replica.pauseReplay();
    try (WarningLog warnings = new WarningLog()) {
      owner("create table brand_new (id int)", "insert into brand_new values (5)");
      assertThat(outside("select id from brand_new")).isEqualTo("5");
      wentToTheReplicaFirst();
      assertThat(warnings.lines()).isEmpty();
    } finally {
      replica.resumeReplay();
    }
    cluster.awaitCatchUp();
    application.journeys().clear();
    assertThat(outside("select id from brand_new")).isEqualTo("5");
    assertThat(roles()).containsExactly(TargetRole.REPLICA);
  }

  @Test
  void what_no_server_knows_is_an_error() {
    assertThatThrownBy(() -> outside("select * from nowhere"))
        .isInstanceOf(HibernateException.class)
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
    assertThat(roles()).containsExactly(TargetRole.REPLICA, TargetRole.PRIMARY);
  }

  @Test
  void what_fails_of_itself_is_not_tried_again() {
    assertThatThrownBy(() -> outside("select 1 / 0")).isInstanceOf(HibernateException.class);
    assertThat(roles()).containsExactly(TargetRole.REPLICA);
  }

  @Test
  void in_a_read_only_transaction_the_unit_moves() throws SQLException {
    owner("create unlogged table scratch_2 (id int)", "insert into scratch_2 values (8)");
    cluster.awaitCatchUp();
    application.readOnly(
        Connection.TRANSACTION_READ_COMMITTED,
        connection -> {
          assertThat(ask(connection, "select name from plain where id = 1")).isEqualTo("one");
          assertThat(ask(connection, "select id from scratch_2")).isEqualTo("8");
          assertThat(ask(connection, "select name from plain where id = 2")).isEqualTo("two");
          return null;
        });
    assertThat(roles())
        .containsExactly(
            TargetRole.REPLICA, TargetRole.REPLICA, TargetRole.PRIMARY, TargetRole.PRIMARY);
  }

  @Test
  void results_that_were_delivered_stay_readable_when_the_unit_moves() throws SQLException {
    owner("create unlogged table scratch_3 (id int)");
    cluster.awaitCatchUp();
    application.readOnly(
        Connection.TRANSACTION_READ_COMMITTED,
        connection -> {
          try (Statement first = connection.createStatement();
              ResultSet rows = first.executeQuery("select name from plain order by id")) {
            assertThat(rows.next()).isTrue();
            assertThat(ask(connection, "select id from scratch_3")).isEmpty();
            assertThat(rows.getString(1)).isEqualTo("one");
            assertThat(rows.next()).isTrue();
          }
          return null;
        });
  }

  @Test
  void rows_that_are_still_on_the_replica_keep_the_unit_there() throws SQLException {
    owner("create unlogged table scratch_4 (id int)");
    cluster.awaitCatchUp();
    assertThatThrownBy(
            () ->
                application.readOnly(
                    Connection.TRANSACTION_READ_COMMITTED,
                    connection -> {
                      Statement first = connection.createStatement();
                      first.setFetchSize(1);
                      first.executeQuery("select name from plain order by id").next();
                      return ask(connection, "select id from scratch_4");
                    }))
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
  }

  @Test
  void so_do_rows_whose_fetch_size_was_set_after_preparing() throws SQLException {
    owner("create unlogged table scratch_6 (id int)");
    cluster.awaitCatchUp();
    assertThatThrownBy(
            () ->
                application.readOnly(
                    Connection.TRANSACTION_READ_COMMITTED,
                    connection -> {
                      PreparedStatement first =
                          connection.prepareStatement("select name from plain order by id");
                      first.setFetchSize(1);
                      first.executeQuery().next();
                      return ask(connection, "select id from scratch_6");
                    }))
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
  }

  @Test
  void a_unit_that_failed_on_a_replica_stays_failed_until_it_is_rolled_back() {
    application.readOnly(
        Connection.TRANSACTION_READ_COMMITTED,
        connection -> {
          fails("22012", () -> ask(connection, "select 1 / 0"));
          fails("25P02", () -> ask(connection, "select name from plain"));
          fails("25P02", () -> ask(connection, "select pg_try_advisory_xact_lock(3)"));
          fails("25P02", connection::setSavepoint);
          connection.commit(); // which rolls back, as it does on one server
          assertThat(ask(connection, "select pg_try_advisory_xact_lock(3)")).isEqualTo("t");
          connection.rollback();
          fails("22012", () -> ask(connection, "select 1 / 0"));
          connection.rollback();
          return assertThat(ask(connection, "select pg_try_advisory_xact_lock(3)")).isEqualTo("t");
        });
  }

  @Test
  void a_savepoint_on_the_replica_saves_the_unit() {
    application.readOnly(
        Connection.TRANSACTION_REPEATABLE_READ,
        connection -> {
          assertThat(ask(connection, "select name from plain where id = 1")).isEqualTo("one");
          Savepoint before = connection.setSavepoint();
          fails("22012", () -> ask(connection, "select 1 / 0"));
          connection.rollback(before);
          return assertThat(ask(connection, "select name from plain where id = 2"))
              .isEqualTo("two");
        });
  }

  private static void fails(String state, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  @Test
  void at_repeatable_read_it_is_a_clear_error() throws SQLException {
    owner("create unlogged table scratch_5 (id int)");
    cluster.awaitCatchUp();
    assertThatThrownBy(
            () ->
                application.readOnly(
                    Connection.TRANSACTION_REPEATABLE_READ,
                    connection -> ask(connection, "select id from scratch_5")))
        .isInstanceOf(HibernateException.class)
        .hasMessageContaining("REPEATABLE READ")
        .hasMessageContaining("r1")
        .hasMessageContaining("select id from scratch_5");
    assertThatThrownBy(
            () ->
                application.readOnly(
                    Connection.TRANSACTION_REPEATABLE_READ,
                    connection -> {
                      ask(connection, "select name from plain where id = 1");
                      return ask(connection, "select name from plain for update");
                    }))
        .isInstanceOf(HibernateException.class)
        .hasMessageContaining("REPEATABLE READ");
  }

  @Test
  void a_plan_whose_columns_changed_is_not_a_write() throws SQLException {
    String sql = "select * from evolving";
    for (int i = 0; i < 7; i++) { // from the fifth on the server keeps the plan
      outside(sql);
    }
    owner("alter table evolving add column more text default 'more'");
    cluster.awaitCatchUp();
    application.journeys().clear();
    try (WarningLog warnings = new WarningLog()) {
      application.readOnly(
          Connection.TRANSACTION_READ_COMMITTED,
          connection -> {
            ask(connection, "select name from plain where id = 1 and now() > 'epoch'"); // begins
            return assertThat(ask(connection, sql)).isEqualTo("1");
          });
      assertThat(roles())
          .containsExactly(TargetRole.REPLICA, TargetRole.REPLICA, TargetRole.PRIMARY);
      assertThat(warnings.lines()).isEmpty();
    }
    outside(sql);
    assertThat(application.journeys().last().role()).isEqualTo(TargetRole.REPLICA);
  }

  @Test
  void parameters_of_all_kinds_are_bound_again() throws SQLException {
    replica.pauseReplay();
    try {
      owner("create table late (id int)", "insert into late values (1)");
      application.onConnection(HealingIT::bindAll);
      wentToTheReplicaFirst();
    } finally {
      replica.resumeReplay();
    }
    cluster.awaitCatchUp();
  }

  private static Object bindAll(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select concat_ws(',', ?::int, ?::text, ?::numeric, ?::boolean, ?::uuid, ?::date,"
                + " ?::bigint, ?::float8, ?::timestamptz at time zone 'UTC',"
                + " encode(?::bytea, 'escape'), ?::text, (?::text[])[2], ?::smallint), id"
                + " from late")) {
      statement.setMaxRows(1);
      statement.setInt(1, 1);
      statement.setString(2, "two");
      statement.setBigDecimal(3, new BigDecimal("3.3"));
      statement.setBoolean(4, true);
      statement.setObject(5, new UUID(5, 5));
      statement.setObject(6, LocalDate.of(2026, 6, 6));
      statement.setLong(7, 7L);
      statement.setDouble(8, 8.5);
      statement.setTimestamp(9, new Timestamp(0));
      statement.setBytes(10, new byte[] {65, 66});
      statement.setNull(11, Types.VARCHAR);
      statement.setArray(12, connection.createArrayOf("text", new String[] {"a", "b"}));
      statement.setObject(13, "13", Types.SMALLINT);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        assertThat(row.getString(1))
            .isEqualTo(
                "1,two,3.3,t,00000000-0000-0005-0000-000000000005,2026-06-06,7,8.5,"
                    + "1970-01-01 00:00:00,AB,b,13");
      }
    }
    return null;
  }

  /** A way to bind what can be read once only. */
  private interface Binding {
    void on(PreparedStatement statement) throws SQLException;
  }

  @Test
  void what_can_be_read_once_only_is_not_read_again() throws SQLException {
    replica.pauseReplay();
    try {
      owner("create table later (id int)");
      Stream.<Binding>of(
              s -> s.setCharacterStream(1, new StringReader("once")),
              s -> s.setAsciiStream(1, new ByteArrayInputStream(new byte[] {65}), 1))
          .forEach(HealingIT::failsOnTheReplica);
    } finally {
      replica.resumeReplay();
    }
    cluster.awaitCatchUp();
  }

  private static void failsOnTheReplica(Binding binding) {
    application.journeys().clear();
    assertThatThrownBy(
            () ->
                application.onConnection(
                    connection -> {
                      try (PreparedStatement statement =
                          connection.prepareStatement("select ?::text, id from later")) {
                        binding.on(statement);
                        return statement.executeQuery();
                      }
                    }))
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
    assertThat(roles()).containsExactly(TargetRole.REPLICA);
  }

  @Test
  void a_lost_replica_connection_is_not_noticed() {
    application.readOnly(
        Connection.TRANSACTION_READ_COMMITTED,
        connection -> {
          assertThat(ask(connection, "select name from plain where id = 1")).isEqualTo("one");
          endBackends();
          assertThat(ask(connection, "select name from plain where id = 2")).isEqualTo("two");
          return null;
        });
    assertThat(roles()).containsExactly(TargetRole.REPLICA, TargetRole.REPLICA, TargetRole.PRIMARY);
  }

  private static void endBackends() throws SQLException {
    try (Connection admin = replica.adminConnection();
        Statement statement = admin.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'app'"
              + " and application_name <> 'hibernate-split probe'");
    }
  }

  @Test
  void a_changing_result_is_opened_on_the_primary() {
    application.onConnection(
        connection -> {
          try (Statement statement =
                  connection.createStatement(
                      ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE);
              ResultSet rows = statement.executeQuery("select id, name from plain where id = 1")) {
            assertThat(rows.next()).isTrue();
          }
          return null;
        });
    assertThat(roles()).containsExactly(TargetRole.PRIMARY);
  }

  @Test
  void a_transaction_that_was_begun_by_hand_reads_on_the_primary() {
    application.onConnection(
        connection -> {
          connection.setAutoCommit(false);
          ask(connection, "select name from plain where id = 1");
          connection.commit();
          return null;
        });
    assertThat(application.journeys().last().reason()).isEqualTo(RoutingReason.WRITING_TRANSACTION);
  }

  @Test
  void batches_after_a_read_on_the_same_statement_run_on_the_primary() {
    application.onConnection(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.executeQuery("select 1").close();
            statement.addBatch("update plain set name = name");
            return assertThat(statement.executeBatch()).containsExactly(2);
          }
        });
    assertThat(roles()).containsExactly(TargetRole.REPLICA, TargetRole.PRIMARY);
  }
}
