package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.internal.topology.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * The server's process behind a connection that was lost. For one thread.
 *
 * <p>Its number may be given to another one later: so only those count that were there when we
 * asked first.
 */
final class ServerProcess {

  private static final String QUESTION =
      "select not exists (select 1 from pg_catalog.pg_stat_activity where pid = ?"
          + " and (backend_start is null or ?::timestamptz is null or backend_start <= ?)),"
          + " clock_timestamp()";

  private final Target primary;
  private final int number;
  private @Nullable Timestamp firstAsked;

  ServerProcess(Target primary, int number) {
    this.primary = primary;
    this.number = number;
  }

  /**
   * @throws IllegalStateException if the primary does not answer
   */
  boolean isGone() {
    try {
      return primary.ask(this::isGone);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isGone(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(QUESTION)) {
      statement.setInt(1, number);
      statement.setTimestamp(2, firstAsked);
      statement.setTimestamp(3, firstAsked);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        if (firstAsked == null) {
          firstAsked = row.getTimestamp(2);
        }
        return row.getBoolean(1);
      }
    }
  }
}
