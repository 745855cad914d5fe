package dev.hibernatesplit.it.footprint;

import dev.hibernatesplit.testing.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/** Runs statements, rolls them back, and asks the server which tables each read or changed. */
final class Counters implements AutoCloseable {

  private static final String READ = "seq_scan + coalesce(idx_scan, 0) > 0";
  private static final String CHANGED = "n_tup_ins + n_tup_upd + n_tup_del > 0";

  private final Connection user;
  private final Connection admin;

  Counters(PostgresServer server) throws SQLException {
    user = server.connection();
    user.setAutoCommit(false);
    admin = server.adminConnection();
  }

  Set<String> read(String sql) throws SQLException {
    return counted(sql, READ);
  }

  Set<String> changed(String sql) throws SQLException {
    return counted(sql, CHANGED);
  }

  /** The backend reports when it is idle, at once if it was asked to. */
  private Set<String> counted(String sql, String condition) throws SQLException {
    names("select pg_stat_reset()::text");
    try (Statement statement = user.createStatement()) {
      statement.execute(sql);
      user.rollback();
      statement.execute("select pg_stat_force_next_flush()");
    } finally {
      user.rollback();
    }
    return names("select relname from pg_stat_user_tables where " + condition);
  }

  private Set<String> names(String sql) throws SQLException {
    try (Statement statement = admin.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      Set<String> names = new TreeSet<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  @Override
  public void close() throws SQLException {
    user.close();
    admin.close();
  }
}
