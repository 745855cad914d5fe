package dev.hibernatesplit.it.jdbc;

import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a connection is asked and told, beside the same on a plain one. */
@PostgresCluster(replicas = 1)
class ConnectionParityIT {

  private static Twins twins;

  @BeforeAll
  static void start(ReplicatedPostgres cluster) throws SQLException {
    twins = Twins.start(cluster);
  }

  @AfterAll
  static void stop() throws SQLException {
    twins.close();
  }

  private static void state(Connection connection, Transcript seen) {
    seen.ask("autoCommit", connection::getAutoCommit);
    seen.ask("readOnly", connection::isReadOnly);
    seen.ask("isolation", connection::getTransactionIsolation);
    seen.ask("schema", connection::getSchema);
    seen.ask("catalog", connection::getCatalog);
    seen.ask("holdability", connection::getHoldability);
    seen.ask("networkTimeout", connection::getNetworkTimeout);
    seen.ask("typeMap", connection::getTypeMap);
    seen.ask("clientInfo", connection::getClientInfo);
    seen.ask("applicationName", () -> connection.getClientInfo("ApplicationName"));
    seen.ask("otherInfo", () -> connection.getClientInfo("Other"));
    seen.ask("warnings", connection::getWarnings);
    seen.ask("closed", connection::isClosed);
    seen.ask("valid", () -> connection.isValid(1));
  }

  private static void server(Connection connection, Transcript seen) {
    for (String setting :
        new String[] {
          "application_name", "transaction_isolation", "transaction_read_only", "search_path"
        }) {
      seen.ask(setting, () -> query(connection, "select current_setting('" + setting + "')"));
    }
  }

  private static ResultSet query(Connection connection, String sql) throws SQLException {
    Statement statement = connection.createStatement();
    statement.closeOnCompletion();
    return statement.executeQuery(sql);
  }

  @Test
  void comes_as_the_drivers_own_does() throws SQLException {
    twins.agree(ConnectionParityIT::state);
    twins.agreeReadOnly(ConnectionParityIT::state);
  }

  @Test
  void takes_what_it_is_told() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          connection.setReadOnly(true);
          connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
          connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
          connection.setNetworkTimeout(Runnable::run, 5000);
          connection.setTypeMap(Map.of("pair", String.class));
          connection.setClientInfo("ApplicationName", "parity");
          state(connection, seen);
          seen.ask("app", () -> query(connection, "select current_setting('application_name')"));
          state(connection, seen);
        });
  }

  @Test
  void what_it_is_told_reaches_the_server() throws SQLException {
    twins.agreeInside(
        (connection, seen) -> {
          connection.setReadOnly(true);
          connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
          connection.setSchema("other");
          connection.setClientInfo("ApplicationName", "parity");
          server(connection, seen);
          seen.ask("item", () -> query(connection, "select * from item"));
          seen.ask("schema", connection::getSchema);
        });
    twins.agreeOutside(
        (connection, seen) -> {
          connection.setSchema("other");
          seen.ask("item", () -> query(connection, "select * from item"));
          connection.setSchema("public");
          seen.ask("first", () -> query(connection, "select name from item where id = 1"));
          connection.setSchema("other");
          connection.setSchema(null);
          seen.ask("first", () -> query(connection, "select name from item where id = 1"));
        });
  }

  @Test
  void told_between_statements_of_a_transaction_it_does_not_end_it() throws SQLException {
    twins.agreeInside(
        (connection, seen) -> {
          connection.setSchema("public");
          seen.ask(
              "insert",
              () -> query(connection, "insert into item (name) values ('x') returning id"));
          connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
          connection.setNetworkTimeout(Runnable::run, 60_000);
          connection.setClientInfo("ApplicationName", "middle");
          connection.setSchema("other");
          seen.ask("elsewhere", () -> query(connection, "select name from item"));
          connection.rollback();
          connection.setSchema("public");
          seen.ask(
              "rolled back", () -> query(connection, "select name from item where name = 'x'"));
        });
  }

  @Test
  void refuses_what_the_driver_refuses() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          seen.act("holdability 99", () -> connection.setHoldability(99));
          seen.act("network -1", () -> connection.setNetworkTimeout(Runnable::run, -1));
          seen.act("valid -1", () -> connection.isValid(-1));
          seen.ask("unwrap", () -> connection.unwrap(Runnable.class));
          seen.ask("wraps", () -> connection.isWrapperFor(Runnable.class));
          state(connection, seen);
        });
  }

  @Test
  void refuses_what_the_driver_does_not_have() throws SQLException {
    twins.agree((connection, seen) -> seen.ask("blob", connection::createBlob));
    twins.agree((connection, seen) -> seen.ask("clob", connection::createClob));
    twins.agree(
        (connection, seen) ->
            seen.ask("struct", () -> connection.createStruct("pair", new Object[0])));
    twins.agree(
        (connection, seen) ->
            seen.act("isolation 99", () -> connection.setTransactionIsolation(99)));
    twins.agree(
        (connection, seen) ->
            seen.act("isolation none", () -> connection.setTransactionIsolation(0)));
  }

  @Test
  void refuses_in_the_middle_of_a_transaction() throws SQLException {
    twins.agreeInside(
        (connection, seen) -> {
          seen.ask("one", () -> query(connection, "select 1"));
          seen.act("readOnly", () -> connection.setReadOnly(true));
          seen.act(
              "isolation",
              () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
          state(connection, seen);
        });
  }

  @Test
  void ends_transactions_as_the_driver_does() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          seen.act("commit", connection::commit);
          seen.act("rollback", connection::rollback);
          connection.setAutoCommit(false);
          seen.ask(
              "in", () -> query(connection, "insert into item (name) values ('a') returning id"));
          connection.rollback();
          seen.ask("gone", () -> query(connection, "select count(*) from item"));
          seen.ask(
              "in", () -> query(connection, "insert into item (name) values ('b') returning id"));
          connection.setAutoCommit(true);
          seen.ask("kept", () -> query(connection, "select count(*) from item"));
          connection.setAutoCommit(false);
          seen.ask("fails", () -> query(connection, "select 1 / 0 from item"));
          seen.ask("aborted", () -> query(connection, "select 1"));
          seen.act("commit", connection::commit);
          seen.ask("again", () -> query(connection, "select count(*) from item"));
          connection.rollback();
        });
  }

  @Test
  void savepoints_undo_what_came_after() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          seen.ask("savepoint", () -> connection.setSavepoint("a") != null);
          seen.ask("unnamed", () -> connection.setSavepoint() != null);
        });
    twins.agreeInside(
        (connection, seen) -> {
          Savepoint named = connection.setSavepoint("before");
          seen.ask("name", named::getSavepointName);
          seen.ask("id", named::getSavepointId);
          seen.ask(
              "in", () -> query(connection, "insert into item (name) values ('a') returning id"));
          Savepoint unnamed = connection.setSavepoint();
          seen.ask("name", unnamed::getSavepointName);
          seen.ask("fails", () -> query(connection, "select 1 / 0"));
          connection.rollback(unnamed);
          seen.ask("count", () -> query(connection, "select count(*) from item"));
          connection.releaseSavepoint(unnamed);
          seen.act("released", () -> connection.rollback(unnamed));
          connection.rollback(named);
          seen.ask("count", () -> query(connection, "select count(*) from item"));
          connection.commit();
          seen.act("over", () -> connection.rollback(named));
        });
    twins.agreeReadOnly(
        (connection, seen) -> {
          seen.ask("count", () -> query(connection, "select count(*) from item"));
          Savepoint savepoint = connection.setSavepoint();
          seen.ask("fails", () -> query(connection, "select 1 / 0"));
          seen.ask("aborted", () -> query(connection, "select 1"));
          connection.rollback(savepoint);
          seen.ask("count", () -> query(connection, "select count(*) from item"));
        });
  }

  @Test
  void hands_out_client_information_as_a_whole() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          Properties info = new Properties();
          info.setProperty("ApplicationName", "whole");
          info.setProperty("Unknown", "ignored");
          seen.act("set", () -> connection.setClientInfo(info));
          seen.ask("all", connection::getClientInfo);
          seen.act("clear", () -> connection.setClientInfo(new Properties()));
          seen.ask("all", connection::getClientInfo);
          seen.act("null", () -> connection.setClientInfo("ApplicationName", null));
          seen.ask("all", connection::getClientInfo);
          seen.ask("server", () -> query(connection, "select current_setting('application_name')"));
        });
  }

  @Test
  void closed_it_refuses_everything_but_to_close() throws SQLException {
    twins.agreeWithDriver(
        (connection, seen) -> {
          Statement statement = connection.createStatement();
          connection.close();
          connection.close();
          seen.ask("closed", connection::isClosed);
          seen.ask("valid", () -> connection.isValid(1));
          seen.ask("prepare", () -> connection.prepareStatement("select 1"));
          seen.ask("create", connection::createStatement);
          seen.ask("call", () -> connection.prepareCall("{call twice(1, 2)}"));
          seen.act("commit", connection::commit);
          seen.act("rollback", connection::rollback);
          seen.act("autoCommit", () -> connection.setAutoCommit(true));
          seen.ask("autoCommit", connection::getAutoCommit);
          seen.act("readOnly", () -> connection.setReadOnly(true));
          seen.ask("schema", connection::getSchema);
          seen.act("schema", () -> connection.setSchema("public"));
          seen.ask("metaData", connection::getMetaData);
          seen.ask("info", connection::getClientInfo);
          seen.ask("unwrap", () -> connection.unwrap(org.postgresql.PGConnection.class));
          seen.ask("array", () -> connection.createArrayOf("int4", new Object[0]));
          seen.ask("native", () -> connection.nativeSQL("select 1"));
          seen.act("statement", statement::close);
        });
  }
}
