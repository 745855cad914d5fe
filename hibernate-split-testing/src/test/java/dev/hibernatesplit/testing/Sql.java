package dev.hibernatesplit.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Short ways to run SQL as an application would. */
final class Sql {
  private Sql() {}

  static void run(PostgresServer server, String... statements) throws SQLException {
    try (Connection connection = server.connection()) {
      run(connection, statements);
    }
  }

  static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  static String ask(PostgresServer server, String query) throws SQLException {
    try (Connection connection = server.connection()) {
      return ask(connection, query);
    }
  }

  static String ask(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.next() ? String.valueOf(result.getString(1)) : "";
    }
  }
}
