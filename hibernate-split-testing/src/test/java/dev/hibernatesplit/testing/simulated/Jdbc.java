package dev.hibernatesplit.testing.simulated;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** JDBC in one line, for tests. */
final class Jdbc {

  private Jdbc() {}

  static void run(SimulatedPostgres postgres, String server, String... texts) throws SQLException {
    try (Connection connection = postgres.dataSource(server).getConnection()) {
      run(connection, texts);
    }
  }

  static void run(Connection connection, String... texts) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String text : texts) {
        statement.execute(text);
      }
    }
  }

  static List<Object> column(SimulatedPostgres postgres, String server, String sql)
      throws SQLException {
    try (Connection connection = postgres.dataSource(server).getConnection()) {
      return column(connection, sql);
    }
  }

  static List<Object> column(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<Object> column = new ArrayList<>();
      while (rows.next()) {
        column.add(rows.getObject(1));
      }
      return column;
    }
  }
}
