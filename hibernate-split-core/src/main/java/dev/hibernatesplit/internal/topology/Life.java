package dev.hibernatesplit.internal.topology;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.postgresql.core.BaseConnection;

/**
 * Which life of which server is a connection to? Asked once, when it is made: one round trip.
 *
 * <p>Where the server that answers is not the one that the driver logged in to, a pooler is in
 * between, which may change servers under the connection.
 */
final class Life {

  /** Of none: somebody is in between, who may change servers. */
  static final Instant POOLED = Instant.MIN;

  /** Nobody knows, since the question had no answer; so it is like none that is known. */
  static final Instant UNTOLD = Instant.MAX;

  private static final String QUESTION =
      "select pg_backend_pid(), pg_postmaster_start_time() from pg_catalog.pg_control_system()";

  private Life() {}

  /** When the server was started, by its own clock. */
  static Instant of(BaseConnection connection) {
    try {
      return ask(connection);
    } catch (SQLException e) {
      return UNTOLD;
    }
  }

  private static Instant ask(BaseConnection connection) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    try (Statement statement = ((Connection) connection).createStatement();
        ResultSet row = statement.executeQuery(QUESTION)) {
      row.next();
      return row.getInt(1) == connection.getBackendPID()
          ? row.getObject(2, OffsetDateTime.class).toInstant()
          : POOLED;
    } finally {
      if (!autoCommit) {
        connection.rollback();
      }
    }
  }
}
