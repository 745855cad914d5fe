package dev.hibernatesplit.it.tables;

import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/** What a server itself counts of which tables were read. */
final class Touched {

  private static final String USER_TABLES =
      "select quote_ident(schemaname) || '.' || quote_ident(relname) from pg_stat_user_tables";

  private Touched() {}

  /** Every table of the database, written as SQL may write it. */
  static Set<String> tables(PostgresServer server) throws SQLException {
    return names(server, USER_TABLES);
  }

  /** Those that were read since {@link #forget}. */
  static Set<String> read(Application application, PostgresServer server) throws SQLException {
    flush(application);
    return names(server, USER_TABLES + " where seq_scan + coalesce(idx_scan, 0) > 0");
  }

  static void forget(Application application, PostgresServer server) throws SQLException {
    flush(application);
    names(server, "select pg_stat_reset()::text");
  }

  /** The backend reports before it answers; the application must have one connection only. */
  private static void flush(Application application) {
    application.onConnection(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute("select pg_stat_force_next_flush()");
          }
        });
  }

  private static Set<String> names(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = server.adminConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      Set<String> names = new TreeSet<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }
}
