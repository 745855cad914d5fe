package dev.hibernatesplit.testing.simulated;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The one H2 database behind all servers; gone when it is closed. */
final class Database implements AutoCloseable {

  private final String url =
      "jdbc:h2:mem:"
          + UUID.randomUUID()
          + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
  private final Connection keeper;

  Database() {
    try {
      keeper = connect();
      try (Statement statement = keeper.createStatement()) {
        statement.execute("create domain timestamptz as timestamp with time zone");
        statement.execute("create domain oid as bigint");
      }
      keeper.commit();
    } catch (SQLException e) {
      throw new IllegalStateException("H2 does not start", e);
    }
  }

  /** A new connection, in a transaction. */
  Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    connection.setAutoCommit(false);
    return connection;
  }

  /** Empties all tables, and begins their identities anew. */
  void empty() throws SQLException {
    try (Statement statement = keeper.createStatement()) {
      List<String> tables = tables(statement);
      statement.execute("set referential_integrity false");
      for (String table : tables) {
        statement.execute("truncate table " + table + " restart identity");
      }
      statement.execute("set referential_integrity true");
      keeper.commit();
    }
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "select '\"' || table_schema || '\".\"' || table_name || '\"'"
                + " from information_schema.tables where table_type = 'BASE TABLE'"
                + " and table_schema not in ('information_schema', 'pg_catalog')")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  @Override
  public void close() {
    try (Statement statement = keeper.createStatement()) {
      statement.execute("shutdown immediately");
    } catch (SQLException e) {
      throw new IllegalStateException("H2 does not stop", e);
    }
  }
}
