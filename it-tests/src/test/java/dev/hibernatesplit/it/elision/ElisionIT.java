package dev.hibernatesplit.it.elision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each transaction runs with elision and without it, and must tell the same; whether it began one
 * is asked of the replica.
 */
@PostgresCluster(replicas = 1)
class ElisionIT {

  private static ReplicatedPostgres cluster;
  private static PostgresServer primary;
  private static PostgresServer replica;
  private static Application eliding;
  private static Application plain;
  private static Application fetching;

  /** A transaction, and whether it must begin one for real. */
  private record Case(String name, boolean begins, Application.Work<String> work) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void start(ReplicatedPostgres given) throws SQLException {
    cluster = given;
    primary = cluster.primary();
    replica = cluster.replica("r1");
    owner(
        "create table item (id int primary key, name text)",
        "insert into item select n, 'item ' || n from generate_series(1, 100) n",
        "create view recent as select id, now() as asked from item",
        "create function started() returns timestamptz language sql stable as 'select now()'",
        "create table picture (id int primary key, bytes oid)",
        "insert into picture values (1, lo_from_bytea(0, 'pixels'))");
    cluster.awaitCatchUp();
    Map<String, Object> settings = new LinkedHashMap<>(Application.settings(cluster));
    settings.put("hibernate.split.max_failures", "1000");
    eliding = Application.start(settings);
    fetching = fetching(settings);
    settings.put("hibernate.split.transaction_elision", "false");
    plain = Application.start(settings);
  }

  private static Application fetching(Map<String, Object> settings) {
    Map<String, Object> more = new LinkedHashMap<>(settings);
    more.put("hibernate.split.replicas.r1.url", replica.jdbcUrl() + "?defaultRowFetchSize=10");
    return Application.start(more);
  }

  @AfterAll
  static void stop() {
    Stream.of(eliding, plain, fetching).forEach(Application::close);
  }

  private static boolean begins(String sql) {
    return sql.startsWith("BEGIN");
  }

  private static void owner(String... texts) throws SQLException {
    try (Connection connection = primary.connection();
        Statement statement = connection.createStatement()) {
      for (String sql : texts) {
        statement.execute(sql);
      }
    }
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "nothing";
    }
  }

  private static String twice(Connection connection, String sql) throws SQLException {
    String first = one(connection, sql);
    one(connection, "select pg_sleep(0.01)");
    return first.equals(one(connection, sql)) ? "the same" : "another";
  }

  private static String rows(Connection connection, int fetchSize) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select id from item order by id")) {
      statement.setFetchSize(fetchSize);
      try (ResultSet rows = statement.executeQuery()) {
        int sum = 0;
        while (rows.next()) {
          sum += rows.getInt(1);
        }
        return "sum " + sum;
      }
    }
  }

  private static String failure(Connection connection, String sql) {
    try {
      return one(connection, sql);
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  private static String afterAnError(Connection connection) throws SQLException {
    String told =
        failure(connection, "select 1 / (id - id) from item")
            + failure(connection, "select name from item where id = 1")
            + failure(connection, "insert into item values (1000, 'never')");
    connection.rollback();
    return told + failure(connection, "select name from item where id = 2");
  }

  private static String afterTheDriversError(Connection connection) throws SQLException {
    String told;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select name from item where id = 1")) {
      rows.next();
      told = String.valueOf(rows.getInt(1));
    } catch (SQLException e) {
      told = e.getSQLState();
    }
    return told + failure(connection, "select name from item where id = 1");
  }

  private static String committedAfterAnError(Connection connection) throws SQLException {
    String told = failure(connection, "select 1 / (id - id) from item");
    connection.commit();
    return told + failure(connection, "select name from item where id = 1");
  }

  private static String picture(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select bytes from picture")) {
      rows.next();
      Blob bytes = rows.getBlob(1);
      return new String(bytes.getBytes(1, (int) bytes.length()), StandardCharsets.US_ASCII);
    }
  }

  private static String savepoint(Connection connection) throws SQLException {
    String before = one(connection, "select name from item where id = 1");
    Savepoint savepoint = connection.setSavepoint();
    String inside = failure(connection, "select 1 / (id - id) from item");
    connection.rollback(savepoint);
    return before + inside + one(connection, "select name from item where id = 2");
  }

  private static String snapshot(Connection connection) throws SQLException {
    String before = one(connection, "select count(*) from item");
    owner("insert into item values (500, 'new')");
    cluster.awaitCatchUp();
    String after = one(connection, "select count(*) from item");
    owner("delete from item where id = 500");
    cluster.awaitCatchUp();
    return before.equals(after) ? "one snapshot" : "a snapshot each";
  }

  private static String local(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local application_name = 'mine'");
    }
    return one(connection, "select current_setting('application_name')");
  }

  private static String twoUnits(Connection connection) throws SQLException {
    String first = twice(connection, "select now()");
    connection.commit();
    replica.clearStatements();
    return first + one(connection, "select name from item where id = 1");
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("one read", false, c -> one(c, "select name from item where id = 1")),
        new Case("a snapshot a statement", false, ElisionIT::snapshot),
        new Case("now()", true, c -> twice(c, "select now()")),
        new Case("current_timestamp", true, c -> twice(c, "select current_timestamp")),
        new Case("now() in a view", true, c -> twice(c, "select asked from recent where id = 1")),
        new Case("now() in a function", true, c -> twice(c, "select started()")),
        new Case("clock_timestamp()", false, c -> twice(c, "select clock_timestamp()")),
        new Case("all rows at once", false, c -> rows(c, 0)),
        new Case("rows a few at a time", true, c -> rows(c, 7)),
        new Case("a large object", true, ElisionIT::picture),
        new Case("an error", false, ElisionIT::afterAnError),
        new Case("an error, committed", false, ElisionIT::committedAfterAnError),
        new Case("an error of the driver", false, ElisionIT::afterTheDriversError),
        new Case("a savepoint", false, ElisionIT::savepoint),
        new Case("a setting of the transaction", false, ElisionIT::local),
        new Case("two units, the first with now()", false, ElisionIT::twoUnits));
  }

  private static String run(Application application, int isolation, Application.Work<String> work) {
    replica.clearStatements();
    return application.readOnly(isolation, work);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_transaction_tells_the_same_without_begin(Case one) {
    String with = run(eliding, Connection.TRANSACTION_READ_COMMITTED, one.work());
    List<String> ran = Servers.ran(replica);
    String without = run(plain, Connection.TRANSACTION_READ_COMMITTED, one.work());

    assertThat(with).isEqualTo(without);
    assertThat(ran.stream().anyMatch(ElisionIT::begins)).as(ran.toString()).isEqualTo(one.begins());
  }

  @Test
  void without_elision_a_read_begins_a_transaction() {
    run(
        plain,
        Connection.TRANSACTION_READ_COMMITTED,
        c -> one(c, "select name from item where id = 1"));

    assertThat(Servers.ran(replica)).anyMatch(ElisionIT::begins);
  }

  @Test
  void at_repeatable_read_a_transaction_has_one_snapshot() {
    assertThat(run(eliding, Connection.TRANSACTION_REPEATABLE_READ, ElisionIT::snapshot))
        .isEqualTo(run(plain, Connection.TRANSACTION_REPEATABLE_READ, ElisionIT::snapshot))
        .isEqualTo("one snapshot");
  }

  @Test
  void the_drivers_own_fetch_size_begins_one() {
    String told = run(fetching, Connection.TRANSACTION_READ_COMMITTED, c -> rows(c, 10));

    assertThat(told).isEqualTo("sum 5050");
    assertThat(Servers.ran(replica)).anyMatch(ElisionIT::begins);
  }

  @Test
  void no_connection_stays_idle_in_a_transaction_on_a_replica() {
    assertThat(idleAfterARead(eliding)).isEqualTo("0");
    assertThat(idleAfterARead(plain)).isEqualTo("1");
  }

  private static String idleAfterARead(Application application) {
    return run(
        application,
        Connection.TRANSACTION_READ_COMMITTED,
        connection -> {
          one(connection, "select name from item where id = 1");
          return idleInTransaction();
        });
  }

  private static String idleInTransaction() throws SQLException {
    try (Connection admin = replica.adminConnection()) {
      return one(
          admin, "select count(*) from pg_stat_activity where state = 'idle in transaction'");
    }
  }
}
