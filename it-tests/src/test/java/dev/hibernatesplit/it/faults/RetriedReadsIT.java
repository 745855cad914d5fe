package dev.hibernatesplit.it.faults;

import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static dev.hibernatesplit.RoutingReason.REPLICA_REFUSED;
import static dev.hibernatesplit.RoutingReason.RETRIED;
import static dev.hibernatesplit.RoutingReason.TARGET_DOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.Routing;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Journeys;
import dev.hibernatesplit.it.Pools;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** Which reads run again where, told by cutting their connection as they set out. */
@PostgresCluster(replicas = 2)
class RetriedReadsIT {

  private static final String MARKED = "select count(*) /* marked */ from plain";

  private static ReplicatedPostgres cluster;
  private static Application application;

  @BeforeAll
  static void start(ReplicatedPostgres given) throws SQLException {
    cluster = given;
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table plain as select id from generate_series(1, 3) id");
      statement.execute(
          "create function raises() returns int language plpgsql stable as"
              + " $$begin raise exception 'mine' using errcode = '40001'; end$$");
    }
    cluster.awaitCatchUp();
    Map<String, Object> settings = new HashMap<>();
    settings.put("hibernate.split.max_failures", "1000"); // each test is a failure
    settings.put("hibernate.split.slow_start", "0s");
    settings.put("hibernate.hikari.registerMbeans", "true");
    settings.put("hibernate.hikari.maximumPoolSize", "3");
    settings.put("hibernate.split.functions.read_only", "raises");
    for (PostgresServer replica : cluster.replicas()) {
      settings.put(
          "hibernate.split.replicas." + replica.name() + ".url", replica.jdbcUrl(replica.proxy()));
    }
    application = Application.start(cluster, settings);
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @BeforeEach
  void allServe() {
    await()
        .until(
            () ->
                SplitManagement.of(application.factory()).targets().stream()
                    .allMatch(target -> target.serving()));
    application.journeys().clear();
  }

  @AfterEach
  void nothingIsHeld() {
    cluster.replicas().forEach(replica -> replica.proxy().cutBefore("nobody says this"));
    Pools.awaitIdle();
  }

  private static void cutBoth() {
    cluster.replicas().forEach(replica -> replica.proxy().cutBefore("marked"));
  }

  private static long ask(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static long outside(String sql) {
    return application.onConnection(connection -> ask(connection, sql));
  }

  private static List<RoutingReason> reasons() {
    return application.journeys().of("marked").stream().map(Journeys.Journey::reason).toList();
  }

  private static void fails(String state, ThrowingCallable work) {
    assertThatThrownBy(work)
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  @Test
  void outside_a_transaction_on_each_other_replica_once_and_then_on_the_primary() {
    cutBoth();
    assertThat(outside(MARKED)).isEqualTo(3);
    assertThat(reasons()).containsExactly(READ_OUTSIDE_TRANSACTION, RETRIED, REPLICA_REFUSED);
    List<String> targets =
        application.journeys().of("marked").stream()
            .map(journey -> journey.decision().target())
            .toList();
    assertThat(targets.subList(0, 2)).containsExactlyInAnyOrder("r1", "r2");
    assertThat(targets.get(2)).isEqualTo("primary");
  }

  @Test
  void a_lost_connection_takes_its_replica_out_at_once() {
    cutBoth();
    outside(MARKED);
    application.journeys().clear();
    outside("select 1 /* marked */");
    assertThat(reasons()).containsExactly(RoutingReason.NO_REPLICA);
  }

  @Test
  void what_was_bound_is_bound_again() {
    cutBoth();
    long count =
        application.onConnection(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(MARKED + " where id > ? and id <> ?")) {
                statement.setInt(1, 1);
                statement.setLong(2, 3);
                try (ResultSet row = statement.executeQuery()) {
                  row.next();
                  return row.getLong(1);
                }
              }
            });
    assertThat(count).isEqualTo(1);
    assertThat(reasons()).hasSize(3);
  }

  @Test
  void one_that_was_asked_of_a_target_by_name_goes_to_the_primary() {
    cluster.replica("r2").proxy().cutBefore("marked");
    assertThat(Routing.on("r2", () -> outside(MARKED))).isEqualTo(3);
    assertThat(reasons()).containsExactly(RoutingReason.SCOPE, REPLICA_REFUSED);
    Routing.on("r2", () -> outside(MARKED));
    assertThat(reasons()).endsWith(TARGET_DOWN);
  }

  @Test
  void in_a_read_only_transaction_too() {
    cutBoth();
    application.readOnly(
        Connection.TRANSACTION_READ_COMMITTED,
        connection -> assertThat(ask(connection, MARKED)).isEqualTo(3));
    assertThat(reasons())
        .containsExactly(RoutingReason.READ_ONLY_UNIT, RoutingReason.RETRIED, REPLICA_REFUSED);
  }

  @Test
  void at_repeatable_read_nowhere() {
    cutBoth();
    assertThatThrownBy(
            () ->
                application.readOnly(
                    Connection.TRANSACTION_REPEATABLE_READ, connection -> ask(connection, MARKED)))
        .hasRootCauseInstanceOf(java.io.IOException.class);
    assertThat(reasons()).hasSize(1);
  }

  @Test
  void not_while_another_cursor_is_open() {
    assertThatThrownBy(
            () ->
                application.readOnly(
                    Connection.TRANSACTION_READ_COMMITTED,
                    connection -> {
                      Statement open = connection.createStatement();
                      open.setFetchSize(1);
                      open.executeQuery("select id from plain").next();
                      cutBoth();
                      return ask(connection, MARKED);
                    }))
        .hasRootCauseInstanceOf(java.io.IOException.class);
    assertThat(reasons()).hasSize(1);
  }

  @Test
  void not_after_rows_were_delivered() {
    assertThatThrownBy(
            () ->
                application.readOnly(
                    Connection.TRANSACTION_READ_COMMITTED,
                    connection -> {
                      Statement statement = connection.createStatement();
                      statement.setFetchSize(1);
                      ResultSet rows = statement.executeQuery("select id /* marked */ from plain");
                      assertThat(rows.next()).isTrue();
                      cluster.replicas().forEach(replica -> replica.proxy().resetAll());
                      return rows.next();
                    }))
        .hasRootCauseInstanceOf(java.io.IOException.class);
    assertThat(reasons()).hasSize(1);
  }

  @Test
  void not_with_a_stream_among_its_parameters() {
    cutBoth();
    assertThatThrownBy(
            () ->
                application.onConnection(
                    connection -> {
                      try (PreparedStatement statement =
                          connection.prepareStatement("select ?::text /* marked */")) {
                        statement.setCharacterStream(1, new StringReader("once"));
                        return statement.executeQuery();
                      }
                    }))
        .hasMessageContaining("stream")
        .hasMessageContaining("read once")
        .hasRootCauseInstanceOf(java.io.IOException.class);
    assertThat(reasons()).hasSize(1);
  }

  @Test
  void not_after_the_application_closed_it() {
    assertThatThrownBy(
            () ->
                application.onConnection(
                    connection -> {
                      CompletableFuture<Void> abort =
                          CompletableFuture.runAsync(() -> abortWhenRunning(connection));
                      try {
                        return ask(
                            connection,
                            "select count(*) /* marked */ from generate_series(1, 100000000)");
                      } finally {
                        abort.join();
                      }
                    }))
        .isInstanceOf(RuntimeException.class);
    assertThat(reasons()).hasSize(1);
  }

  private static void abortWhenRunning(Connection connection) {
    await()
        .until(
            () ->
                cluster.replicas().stream()
                    .anyMatch(replica -> runs(replica, "generate_series(1, 100000000)")));
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean runs(PostgresServer server, String part) {
    try (Connection admin = server.adminConnection();
        Statement statement = admin.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where state = 'active'"
                    + " and pid <> pg_backend_pid() and query like '%"
                    + part
                    + "%'")) {
      row.next();
      return row.getInt(1) > 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void time_outs_are_the_applications() {
    fails(
        "57014",
        () ->
            application.onConnection(
                connection -> {
                  try (Statement statement = connection.createStatement()) {
                    statement.setQueryTimeout(1);
                    return statement.executeQuery(
                        "select count(*) /* marked */ from generate_series(1, 1000000000)");
                  }
                }));
    assertThat(reasons()).hasSize(1);
  }

  @Test
  void so_is_a_40001_that_is_no_recovery_conflict() {
    fails("40001", () -> outside("select raises() /* marked */"));
    assertThat(reasons()).hasSize(1);
    assertThat(SplitManagement.of(application.factory()).targets())
        .allMatch(target -> target.serving());
  }

  @Test
  void a_recovery_conflict_runs_on_the_other_replica_and_takes_none_out() throws Exception {
    cluster.replicas().forEach(r -> r.setting("max_standby_streaming_delay", "0"));
    String slow = "select count(*) /* marked */ from plain, generate_series(1, 30000000)";
    CompletableFuture<Long> read = CompletableFuture.supplyAsync(() -> outside(slow));
    await().until(() -> cluster.replicas().stream().anyMatch(r -> isRunning(r)));
    lockOut();
    try {
      assertThat(read.get()).isEqualTo(90_000_000);
      assertThat(reasons()).containsExactly(READ_OUTSIDE_TRANSACTION, RETRIED);
      assertThat(SplitManagement.of(application.factory()).targets())
          .allMatch(target -> target.serving());
    } finally {
      cluster.replicas().forEach(r -> r.resetSetting("max_standby_streaming_delay"));
    }
  }

  private static boolean isRunning(PostgresServer replica) {
    return runs(replica, "generate_series(1, 30000000)");
  }

  private static void lockOut() throws SQLException {
    try (Connection admin = cluster.primary().adminConnection();
        Statement statement = admin.createStatement()) {
      statement.execute("begin; lock table plain in access exclusive mode; commit");
    }
  }

  /** What the library tells conflicts by: the messages are translated. */
  @Test
  void the_server_names_its_routine() throws Exception {
    PostgresServer replica = cluster.replica("r1");
    replica.setting("max_standby_streaming_delay", "0");
    CompletableFuture<PSQLException> conflict =
        CompletableFuture.supplyAsync(
            () -> {
              try (Connection connection = replica.connection()) {
                ask(connection, "select count(*) from plain, generate_series(1, 30000000)");
                throw new IllegalStateException("no conflict");
              } catch (PSQLException e) {
                return e;
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    try {
      await().until(() -> isRunning(replica));
      lockOut();
      assertThat(conflict.get().getSQLState()).isEqualTo("40001");
      assertThat(conflict.get().getServerErrorMessage().getRoutine())
          .isIn("ProcessRecoveryConflictInterrupt", "ProcessInterrupts");
    } finally {
      replica.resetSetting("max_standby_streaming_delay");
    }
  }
}
