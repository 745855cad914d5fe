package dev.hibernatesplit.internal.connection;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Why a replica did not finish a statement that the primary may be asked to run in its stead.
 *
 * <p>Told by SQLSTATE, since messages are translated, and where one SQLSTATE has two meanings by
 * the name of the server's routine, which is not.
 */
enum Refusal {
  /** Only the primary can do it: what looked like a read is none. */
  NOT_A_READ,
  /** The replica does not know an object that the primary may know already. */
  OBJECT_UNKNOWN,
  /** This connection cannot go on: it is lost, the server is stopping, or replay is in the way. */
  LOST;

  static @Nullable Refusal of(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return switch (state) {
      case "25006", "55000", "XX000" -> NOT_A_READ;
      case "0A000" -> ofUnsupported(routine(e));
      case "42P01", "42703", "42883", "42704", "3F000" -> OBJECT_UNKNOWN;
      case "40001", "40P01", "57P01", "57P02", "57P03", "57P04", "57P05" -> LOST;
      default -> state.startsWith("08") && !timedOut(e) ? LOST : null;
    };
  }

  /**
   * What the server's routine cannot do: go on with a plan whose columns have changed, or be
   * SERIALIZABLE, which are not the statement's fault; or the statement.
   */
  private static Refusal ofUnsupported(String routine) {
    return switch (routine) {
      case "RevalidateCachedQuery",
          "GetSerializableTransactionSnapshot",
          "check_XactIsoLevel",
          "call_enum_check_hook" ->
          LOST;
      default -> NOT_A_READ;
    };
  }

  private static String routine(SQLException e) {
    ServerErrorMessage message = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    String routine = message == null ? null : message.getRoutine();
    return routine == null ? "" : routine;
  }

  /** The application's own time-out: the server may be well and the query slow. */
  private static boolean timedOut(SQLException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }
}
