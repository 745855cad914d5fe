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

  /** Of no server that could be told. */
  static final Instant UNKNOWN = Instant.MIN;

  private static final String QUESTION =
      "select pg_backend_pid(), pg_postmaster_start_time() from pg_catalog.pg_control_system()";

  private Life() {}

  /** When the server was started, by its own clock. */
  static Instant of(BaseConnection connection) {
    try {
      return ask(connection);
    } catch (SQLException e) {
      return UNKNOWN;
    }
  }

  private static Instant ask(BaseConnection connection) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    try (Statement statement = ((Connection) connection).createStatement();
        ResultSet row = statement.executeQuery(QUESTION)) {
      row.next();
      return row.getInt(1) == connection.getBackendPID()
          ? row.getObject(2, OffsetDateTime.class).toInstant()
          : UNKNOWN;
    } finally {
      if (!autoCommit) {
        connection.rollback();
      }
    }
  }
}
