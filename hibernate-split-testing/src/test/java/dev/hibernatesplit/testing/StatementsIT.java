package dev.hibernatesplit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PostgresCluster(replicas = 1)
class StatementsIT {
  private final ReplicatedPostgres cluster;
  private final PostgresServer primary;
  private final PostgresServer r1;

  StatementsIT(ReplicatedPostgres cluster) {
    this.cluster = cluster;
    this.primary = cluster.primary();
    this.r1 = cluster.replica("r1");
  }

  @BeforeEach
  void forget() {
    cluster.clearStatements();
  }

  @Test
  void a_transaction_is_seen_with_its_begin_and_commit() throws SQLException {
    try (Connection connection = primary.connection()) {
      primary.clearStatements();
      connection.setAutoCommit(false);
      Sql.run(connection, "select 1");
      connection.commit();
    }
    assertThat(primary.statements())
        .extracting(RanStatement::sql)
        .containsExactly("BEGIN", "select 1", "COMMIT");
  }

  @Test
  void each_server_counts_its_own() throws SQLException {
    Sql.ask(r1, "select 'on r1'");
    assertThat(r1.countOf("select 'on r1'"::equals)).isEqualTo(1);
    assertThat(primary.countOf(sql -> sql.contains("on r1"))).isZero();
  }

  @Test
  void every_execution_of_a_prepared_statement_is_counted_with_its_parameters()
      throws SQLException {
    String sql = "select ?::int";
    try (Connection connection = r1.connection();
        PreparedStatement prepared = connection.prepareStatement(sql)) {
      for (int i = 1; i <= 20; i++) {
        prepared.setInt(1, i);
        prepared.executeQuery().close();
      }
    }
    List<RanStatement> ran = r1.statementsMatching("select $1::int"::equals);
    assertThat(ran).hasSize(20);
    assertThat(ran.get(6).parameters()).isEqualTo("$1 = '7'");
    assertThat(ran.get(19).preparedAs()).startsWith("S_");
  }

  @Test
  void many_clients_at_once_are_counted_exactly() throws Exception {
    int clients = 8;
    int each = 250;
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Callable<Void>> work =
          IntStream.range(0, clients).mapToObj(i -> client("client" + i, each)).toList();
      for (Future<Void> done : threads.invokeAll(work)) {
        await(done);
      }
    } finally {
      threads.shutdown();
    }
    assertThat(r1.countOf(sql -> sql.contains("many lines"))).isEqualTo((long) clients * each);
    for (int i = 0; i < clients; i++) {
      String name = "client" + i;
      assertThat(r1.statements()).filteredOn(s -> name.equals(lastWord(s.sql()))).hasSize(each);
    }
  }

  @Test
  void texts_are_as_sent() throws SQLException {
    String sql = "select 'Zürich'\n\t, /* a: b */ E'\\t''x'''\n\n";
    Sql.ask(r1, sql);
    assertThat(r1.statements()).extracting(RanStatement::sql).contains(sql);
  }

  @Test
  void the_application_is_named() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", cluster.user());
    properties.setProperty("password", cluster.password());
    properties.setProperty("ApplicationName", "shop");
    try (Connection connection = DriverManager.getConnection(r1.jdbcUrl(), properties)) {
      Sql.ask(connection, "select 2");
    }
    assertThat(r1.statementsMatching("select 2"::equals))
        .extracting(RanStatement::application)
        .containsExactly("shop");
  }

  @Test
  void the_rigs_own_statements_are_not_seen() throws SQLException {
    r1.pauseReplay();
    r1.resumeReplay();
    cluster.awaitCatchUp();
    try (Connection admin = primary.adminConnection()) {
      Sql.ask(admin, "select 3");
      assertThatThrownBy(() -> Sql.ask(admin, "selec 3")).isInstanceOf(SQLException.class);
    }
    assertThat(cluster.servers()).allSatisfy(s -> assertThat(s.statements()).isEmpty());
    assertThat(cluster.servers()).allSatisfy(s -> assertThat(s.failures()).isEmpty());
  }

  @Test
  void a_statement_refused_before_it_ran_is_a_failure_only() {
    assertThatThrownBy(() -> Sql.ask(r1, "selec 4")).isInstanceOf(SQLException.class);
    assertThat(r1.countOf("selec 4"::equals)).isZero();
    assertThat(r1.failures())
        .extracting(FailedStatement::sql, FailedStatement::sqlState)
        .containsExactly(tuple("selec 4", "42601"));
  }

  @Test
  void a_statement_that_failed_while_it_ran_is_both() {
    String sql = "create table never (id int)";
    assertThatThrownBy(() -> Sql.run(r1, sql)).isInstanceOf(SQLException.class);
    assertThat(r1.countOf(sql::equals)).isEqualTo(1);
    assertThat(r1.failures()).extracting(FailedStatement::sqlState).containsExactly("25006");
  }

  @Test
  void fetching_more_rows_is_no_further_execution() throws SQLException {
    String sql = "select g from generate_series(1, 100) g";
    try (Connection connection = r1.connection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.setFetchSize(10);
      try (var rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          assertThat(rows.getInt(1)).isPositive();
        }
      }
    }
    assertThat(r1.countOf(sql::equals)).isEqualTo(1);
  }

  @Test
  void statements_are_kept_over_a_restart() throws SQLException {
    Sql.ask(r1, "select 5");
    r1.kill();
    r1.start();
    Sql.ask(r1, "select 6");
    assertThat(r1.statementsMatching(sql -> sql.matches("select [56]"))).hasSize(2);
  }

  @Test
  void a_cluster_without_statement_log_says_so() {
    try (ReplicatedPostgres quiet =
        ReplicatedPostgres.builder().replicas(0).statementLog(false).start()) {
      assertThatIllegalStateException()
          .isThrownBy(quiet.primary()::statements)
          .withMessageContaining("statementLog(false)");
    }
  }

  private Callable<Void> client(String name, int times) {
    return () -> {
      try (Connection connection = r1.connection()) {
        for (int i = 0; i < times; i++) {
          Sql.ask(connection, "select\n'many lines' as\n" + name);
        }
      }
      return null;
    };
  }

  private static void await(Future<Void> done) throws InterruptedException, ExecutionException {
    assertThat(done.get()).isNull();
  }

  private static String lastWord(String sql) {
    return sql.substring(sql.lastIndexOf('\n') + 1);
  }
}
