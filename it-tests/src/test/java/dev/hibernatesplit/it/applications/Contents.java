package dev.hibernatesplit.it.applications;

import dev.hibernatesplit.testing.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** All rows of all tables, as a server has them. */
final class Contents {

  private static final String TABLES =
      "select quote_ident(table_name) from information_schema.tables"
          + " where table_schema = 'public' order by 1";

  private Contents() {}

  static List<String> of(PostgresServer server) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Connection connection = server.connection();
        Statement statement = connection.createStatement()) {
      for (String table : texts(statement, TABLES)) {
        String rows = "select r::text from " + table + " r order by 1";
        texts(statement, rows).forEach(row -> all.add(table + " " + row));
      }
    }
    return all;
  }

  private static List<String> texts(Statement statement, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
