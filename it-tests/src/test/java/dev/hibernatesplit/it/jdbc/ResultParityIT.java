package dev.hibernatesplit.it.jdbc;

import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Results that move, change and stay, beside the same on a plain connection. */
@PostgresCluster(replicas = 1)
class ResultParityIT {

  private static final String ALL = "select id, name, price from item order by id";

  private static Twins twins;

  @BeforeAll
  static void start(ReplicatedPostgres cluster) throws SQLException {
    twins = Twins.start(cluster);
  }

  @AfterAll
  static void stop() throws SQLException {
    twins.close();
  }

  @Test
  void scrollable_results_go_to_and_fro() throws SQLException {
    Twins.Script script =
        (connection, seen) -> {
          try (Statement statement =
                  connection.createStatement(
                      ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
              ResultSet rows = statement.executeQuery(ALL)) {
            seen.ask("last", rows::last);
            seen.ask("row", rows::getRow);
            seen.ask("absolute", () -> rows.absolute(-2));
            seen.ask("relative", () -> rows.relative(-3));
            seen.ask("name", () -> rows.getString("name"));
            seen.ask("find", () -> rows.findColumn("PRICE"));
            seen.ask("previous", rows::previous);
            rows.beforeFirst();
            seen.ask("before", rows::isBeforeFirst);
            seen.ask("next", rows::next);
            seen.ask("first", rows::isFirst);
            seen.ask("type", rows::getType);
            seen.ask("none", () -> rows.getString(9));
            seen.ask("fetchSize", rows::getFetchSize);
            seen.ask("cursor", () -> rows.getObject(1, Integer.class));
          }
        };
    twins.agree(script);
    twins.agreeReadOnly(script);
  }

  @Test
  void updatable_results_change_rows() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          try (PreparedStatement statement =
                  connection.prepareStatement(
                      ALL, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
              ResultSet rows = statement.executeQuery()) {
            rows.next();
            rows.updateString("name", "changed");
            seen.act("update", rows::updateRow);
            rows.next();
            seen.act("delete", rows::deleteRow);
            rows.moveToInsertRow();
            rows.updateInt("id", 100);
            rows.updateString("name", "inserted");
            seen.act("insert", rows::insertRow);
            rows.moveToCurrentRow();
            seen.act("refresh", rows::refreshRow);
            seen.ask("concurrency", rows::getConcurrency);
            seen.ask("updated", rows::rowUpdated);
          }
          try (Statement plain =
              connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE)) {
            ResultSet rows = plain.executeQuery("select id, name from item where id = 5");
            rows.next();
            rows.updateString(2, "plain");
            seen.act("update", rows::updateRow);
          }
          try (Statement check = connection.createStatement()) {
            seen.ask("after", () -> check.executeQuery(ALL));
          }
        });
  }

  @Test
  void cursors_fetch_in_portions() throws SQLException {
    Twins.Script script =
        (connection, seen) -> {
          try (PreparedStatement statement = connection.prepareStatement(ALL);
              Statement other = connection.createStatement()) {
            statement.setFetchSize(3);
            ResultSet rows = statement.executeQuery();
            rows.next();
            seen.ask("other", () -> other.executeQuery("select count(*) from item"));
            rows.setFetchSize(2);
            seen.ask("rest", () -> rows);
            other.setFetchSize(2);
            ResultSet cut = other.executeQuery(ALL);
            cut.next();
            connection.commit();
            seen.ask("first portion", cut::next);
            seen.ask("second portion", cut::next);
          }
        };
    twins.agreeInside(script);
    twins.agreeReadOnly(script);
  }

  @Test
  void holdable_results_outlive_the_commit() throws SQLException {
    twins.agreeInside(
        (connection, seen) -> {
          try (Statement statement =
              connection.createStatement(
                  ResultSet.TYPE_FORWARD_ONLY,
                  ResultSet.CONCUR_READ_ONLY,
                  ResultSet.HOLD_CURSORS_OVER_COMMIT)) {
            statement.setFetchSize(2);
            ResultSet rows = statement.executeQuery(ALL);
            rows.next();
            connection.commit();
            seen.ask("rest", () -> rows);
          }
          connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
          try (PreparedStatement statement = connection.prepareStatement(ALL)) {
            ResultSet rows = statement.executeQuery();
            connection.rollback();
            seen.ask("holdability", rows::getHoldability);
            seen.ask("rest", () -> rows);
          }
        });
  }

  @Test
  void results_close_with_their_statement() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          Statement statement = connection.createStatement();
          ResultSet first = statement.executeQuery(ALL);
          ResultSet second = statement.executeQuery(ALL);
          seen.ask("replaced", first::isClosed);
          seen.ask("open", second::isClosed);
          second.close();
          second.close();
          seen.ask("closed", second::next);
          seen.ask("reusable", () -> statement.executeQuery(ALL));
          ResultSet third = statement.executeQuery(ALL);
          statement.close();
          seen.ask("with it", third::isClosed);
        });
  }

  @Test
  void results_say_what_they_are_made_of() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          try (PreparedStatement statement =
              connection.prepareStatement("select i.*, 1 as one from item i where id = ?")) {
            columns(statement.getMetaData(), seen);
            seen.ask("parameters", () -> statement.getParameterMetaData().getParameterCount());
            seen.ask("type", () -> statement.getParameterMetaData().getParameterTypeName(1));
            seen.ask("class", () -> statement.getParameterMetaData().getParameterClassName(1));
            seen.ask("nullable", () -> statement.getParameterMetaData().isNullable(1));
            statement.setInt(1, 1);
            try (ResultSet rows = statement.executeQuery()) {
              columns(rows.getMetaData(), seen);
            }
          }
        });
  }

  private static void columns(ResultSetMetaData columns, Transcript seen) throws SQLException {
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      int column = i;
      seen.ask("name", () -> columns.getColumnName(column));
      seen.ask("label", () -> columns.getColumnLabel(column));
      seen.ask("table", () -> columns.getTableName(column));
      seen.ask("schema", () -> columns.getSchemaName(column));
      seen.ask("type", () -> columns.getColumnTypeName(column));
      seen.ask("class", () -> columns.getColumnClassName(column));
      seen.ask("precision", () -> columns.getPrecision(column));
      seen.ask("nullable", () -> columns.isNullable(column));
      seen.ask("counts itself", () -> columns.isAutoIncrement(column));
    }
  }
}
