package dev.hibernatesplit.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Statements of all kinds, beside the same on a plain connection. */
@PostgresCluster(replicas = 1)
class StatementParityIT {

  private static final String READ = "select id, name from item where id = ?";
  private static final String INSERT = "insert into item (name) values (?)";

  private static Twins twins;

  @BeforeAll
  static void start(ReplicatedPostgres cluster) throws SQLException {
    twins = Twins.start(cluster);
  }

  @AfterAll
  static void stop() throws SQLException {
    twins.close();
  }

  /** One way to prepare a statement. */
  private interface Preparation {
    PreparedStatement of(Connection connection, String sql) throws SQLException;
  }

  private static final Preparation[] PREPARATIONS = {
    Connection::prepareStatement,
    (c, sql) ->
        c.prepareStatement(sql, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY),
    (c, sql) -> c.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE),
    (c, sql) ->
        c.prepareStatement(
            sql,
            ResultSet.TYPE_FORWARD_ONLY,
            ResultSet.CONCUR_READ_ONLY,
            ResultSet.HOLD_CURSORS_OVER_COMMIT),
    (c, sql) -> c.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS),
    (c, sql) -> c.prepareStatement(sql, Statement.NO_GENERATED_KEYS),
    (c, sql) -> c.prepareStatement(sql, new String[] {"id"}),
  };

  @Test
  void every_way_to_prepare_reads_and_writes() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          for (Preparation preparation : PREPARATIONS) {
            try (PreparedStatement read = preparation.of(connection, READ)) {
              read.setInt(1, 3);
              seen.ask("query", read::executeQuery);
              seen.ask("type", read::getResultSetType);
              seen.ask("concurrency", read::getResultSetConcurrency);
              seen.ask("holdability", read::getResultSetHoldability);
              seen.ask("execute", read::execute);
              seen.ask("result", read::getResultSet);
            }
          }
        });
    twins.agreeOutside(
        (connection, seen) -> {
          for (Preparation preparation : PREPARATIONS) {
            try (PreparedStatement insert = preparation.of(connection, INSERT)) {
              insert.setString(1, "new " + preparation.hashCode());
              seen.ask("update", insert::executeUpdate);
              seen.ask("keys", insert::getGeneratedKeys);
            } catch (SQLException e) {
              seen.ask("prepare", e::getSQLState);
            }
          }
        });
  }

  @Test
  void every_way_to_create_reads_and_writes() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          try (Statement statement =
              connection.createStatement(
                  ResultSet.TYPE_SCROLL_INSENSITIVE,
                  ResultSet.CONCUR_READ_ONLY,
                  ResultSet.CLOSE_CURSORS_AT_COMMIT)) {
            seen.ask("query", () -> statement.executeQuery("select name from item where id = 2"));
            seen.ask(
                "keys",
                () -> {
                  statement.execute(
                      "insert into item (name) values ('k1')", Statement.RETURN_GENERATED_KEYS);
                  return statement.getGeneratedKeys();
                });
            seen.ask(
                "columns",
                () ->
                    statement.executeUpdate(
                        "insert into item (name) values ('k2')", new String[] {"name"}));
            seen.ask("keys", statement::getGeneratedKeys);
            seen.ask("large", () -> statement.executeLargeUpdate("update item set price = 1"));
            seen.ask("count", statement::getUpdateCount);
            seen.ask("largeCount", statement::getLargeUpdateCount);
            seen.ask("none", () -> statement.executeQuery("update item set price = 1"));
            seen.ask("some", () -> statement.executeUpdate("select 1"));
          }
        });
  }

  @Test
  void batches_count_what_they_changed() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          try (PreparedStatement insert =
              connection.prepareStatement(INSERT, new String[] {"id"})) {
            for (int i = 0; i < 3; i++) {
              insert.setString(1, "batched " + i);
              insert.addBatch();
            }
            seen.ask("prepared", insert::executeBatch);
            seen.ask("keys", insert::getGeneratedKeys);
            seen.ask("empty", insert::executeBatch);
            insert.setString(1, "dropped");
            insert.addBatch();
            insert.clearBatch();
            seen.ask("cleared", insert::executeLargeBatch);
          }
          try (Statement plain = connection.createStatement()) {
            seen.ask("empty", plain::executeBatch);
            plain.clearBatch();
            plain.executeQuery("select name from item").close();
            plain.addBatch("update item set price = 7 where id < 4");
            plain.addBatch("delete from item where id = 9");
            seen.ask("plain", plain::executeBatch);
            seen.ask("after", () -> plain.executeQuery("select sum(price) from item"));
          }
        });
  }

  @Test
  void failing_batches_say_how_far_they_came() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (String name : new String[] {"ok", "item 1", "late"}) {
              insert.setString(1, name);
              insert.addBatch();
            }
            seen.ask("prepared", () -> counts(insert));
          }
        });
    twins.agreeOutside(
        (connection, seen) -> {
          try (Statement plain = connection.createStatement()) {
            plain.addBatch("update item set price = 7 where id < 4");
            plain.addBatch("update item set price = 1 / 0");
            seen.ask("plain", () -> counts(plain));
            seen.ask("again", plain::executeBatch);
            seen.ask("rows", () -> plain.executeQuery("select sum(price) from item"));
          }
        });
  }

  private static Object counts(Statement statement) throws SQLException {
    try {
      return statement.executeBatch();
    } catch (BatchUpdateException e) {
      return Arrays.toString(e.getUpdateCounts()) + e.getSQLState();
    }
  }

  @Test
  void several_results_come_one_by_one() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          try (Statement statement = connection.createStatement()) {
            seen.ask(
                "execute",
                () ->
                    statement.execute(
                        "select 1; update item set price = 2 where id < 3; select 2, 3"));
            seen.ask("first", statement::getResultSet);
            seen.ask("more", statement::getMoreResults);
            seen.ask("count", statement::getUpdateCount);
            seen.ask("more", () -> statement.getMoreResults(Statement.KEEP_CURRENT_RESULT));
            seen.ask("third", statement::getResultSet);
            seen.ask("more", () -> statement.getMoreResults(Statement.CLOSE_ALL_RESULTS));
            seen.ask("end", statement::getUpdateCount);
          }
        });
  }

  @Test
  void limits_hold() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          try (Statement statement = connection.createStatement();
              PreparedStatement prepared = connection.prepareStatement("select id from item")) {
            for (Statement limited : new Statement[] {statement, prepared}) {
              limited.setMaxRows(2);
              limited.setFetchSize(5);
              limited.setQueryTimeout(3);
              limited.setMaxFieldSize(100);
              limited.setFetchDirection(ResultSet.FETCH_REVERSE);
              limited.setPoolable(false);
              limited.setEscapeProcessing(true);
              seen.act("rows -1", () -> limited.setMaxRows(-1));
              seen.act("fetch -1", () -> limited.setFetchSize(-1));
              seen.act("timeout -1", () -> limited.setQueryTimeout(-1));
              seen.act("field -1", () -> limited.setMaxFieldSize(-1));
              seen.act("direction 99", () -> limited.setFetchDirection(99));
              seen.ask("maxRows", limited::getMaxRows);
              seen.ask("fetchSize", limited::getFetchSize);
              seen.ask("timeout", limited::getQueryTimeout);
              seen.ask("fieldSize", limited::getMaxFieldSize);
              seen.ask("direction", limited::getFetchDirection);
              seen.ask("poolable", limited::isPoolable);
            }
            seen.ask("plain", () -> statement.executeQuery("select id from item"));
            seen.ask("prepared", prepared::executeQuery);
          }
        });
  }

  @Test
  void slow_queries_are_cancelled() throws SQLException {
    twins.agreeOutside(
        (connection, seen) -> {
          try (PreparedStatement slow = connection.prepareStatement("select pg_sleep(?)");
              Statement cross = connection.createStatement()) {
            slow.setQueryTimeout(1);
            slow.setDouble(1, 5);
            seen.ask("prepared", slow::executeQuery);
            cross.setQueryTimeout(1);
            seen.ask(
                "plain",
                () ->
                    cross.executeQuery(
                        "select count(*) from generate_series(1, 100000) a,"
                            + " generate_series(1, 100000) b"));
            seen.ask("after", () -> cross.executeQuery("select 1"));
          }
        });
  }

  @Test
  void warnings_are_handed_on() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          try (Statement statement = connection.createStatement();
              PreparedStatement prepared = connection.prepareStatement("select notice()")) {
            seen.ask("none", statement::getWarnings);
            statement.clearWarnings();
            seen.act("do", () -> statement.execute("do $$ begin raise warning 'loud'; end $$"));
            seen.ask("warning", statement::getWarnings);
            seen.act("clear", statement::clearWarnings);
            seen.ask("cleared", statement::getWarnings);
            seen.ask("prepared", prepared::executeQuery);
            seen.ask("notice", prepared::getWarnings);
            seen.act("clear", connection::clearWarnings);
            seen.ask("connection", connection::getWarnings);
          }
        });
  }

  @Test
  void statements_close_when_their_results_have() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          try (Statement several = connection.createStatement();
              PreparedStatement one = connection.prepareStatement("select id from item")) {
            one.closeOnCompletion();
            several.closeOnCompletion();
            seen.ask("will", one::isCloseOnCompletion);
            one.executeQuery().close();
            seen.ask("closed", one::isClosed);
            seen.ask("use", one::executeQuery);
            several.execute("select 1; select 2");
            ResultSet first = several.getResultSet();
            several.getMoreResults(Statement.KEEP_CURRENT_RESULT);
            first.close();
            seen.ask("not yet", several::isClosed);
            several.getResultSet().close();
            seen.ask("now", several::isClosed);
          }
        });
  }

  @Test
  void closed_statements_refuse_everything_but_to_close() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          Statement statement = connection.createStatement();
          PreparedStatement prepared = connection.prepareStatement(READ);
          statement.close();
          prepared.close();
          prepared.close();
          seen.ask("closed", prepared::isClosed);
          seen.act("bind", () -> prepared.setInt(1, 1));
          seen.ask("execute", prepared::execute);
          seen.act("batch", prepared::addBatch);
          seen.act("limit", () -> prepared.setMaxRows(1));
          seen.ask("limit", prepared::getMaxRows);
          seen.ask("warnings", prepared::getWarnings);
          seen.ask("result", prepared::getResultSet);
          seen.act("cancel", prepared::cancel);
          seen.act("cancel", statement::cancel);
          seen.ask("execute", () -> statement.execute("select 1"));
          seen.act("batch", () -> statement.addBatch("select 1"));
          seen.ask("batch", statement::executeBatch);
          seen.act("limit", () -> statement.setFetchSize(1));
          seen.ask("completion", statement::isCloseOnCompletion);
        });
  }

  @Test
  void prepared_statements_live_over_many_transactions() throws SQLException {
    twins.agreeOutside(
        (connection, seen) -> {
          try (PreparedStatement read = connection.prepareStatement(READ);
              PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int i = 1; i < 12; i++) {
              boolean outside = i % 3 == 0;
              connection.setAutoCommit(outside);
              read.setInt(1, i);
              insert.setString(1, "round " + i);
              seen.ask("read", read::executeQuery);
              seen.ask("insert", insert::executeUpdate);
              if (!outside) {
                connection.commit();
              }
            }
            connection.setAutoCommit(true);
            seen.ask("parameters kept", read::executeQuery);
            read.clearParameters();
            seen.ask("none", read::executeQuery);
          }
        });
  }

  @Test
  void wrong_use_of_prepared_statements_is_refused() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          try (PreparedStatement read = connection.prepareStatement(READ)) {
            seen.ask("unbound", read::executeQuery);
            seen.act("index 0", () -> read.setInt(0, 1));
            seen.act("index 2", () -> read.setInt(2, 1));
            seen.ask("text", () -> read.executeQuery("select 1"));
            seen.act("batch text", () -> read.addBatch("select 1"));
            read.setInt(1, 1);
            seen.ask("still usable", read::executeQuery);
          }
          seen.ask("syntax", () -> connection.prepareStatement("selec 1").execute());
        });
  }

  @Test
  void results_and_statements_lead_back_to_us() throws SQLException {
    twins
        .application()
        .onConnection(
            connection -> {
              try (Statement statement = connection.createStatement();
                  PreparedStatement prepared = connection.prepareStatement("select 1");
                  ResultSet rows = statement.executeQuery("select 1");
                  ResultSet more = prepared.executeQuery()) {
                assertThat(statement.getConnection()).isSameAs(connection);
                assertThat(prepared.getConnection()).isSameAs(connection);
                assertThat(rows.getStatement()).isSameAs(statement);
                assertThat(more.getStatement()).isSameAs(prepared);
                assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
                assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
                assertThat(statement.unwrap(Statement.class)).isSameAs(statement);
                assertThat(rows.unwrap(ResultSet.class)).isSameAs(rows);
              }
              return null;
            });
  }
}
