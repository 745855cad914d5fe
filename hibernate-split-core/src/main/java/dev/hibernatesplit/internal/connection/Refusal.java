package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.internal.topology.NoConnection;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Locale;
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
  /** The replica is well, but did not finish: replay was in the way, or its plan is old. */
  UNFINISHED,
  /** The connection is lost, or the server is starting or stopping. */
  LOST;

  /** Where PostgreSQL 14 to 16 report a recovery conflict, and with this SQLSTATE nothing else. */
  private static final String INTERRUPTS = "ProcessInterrupts";

  static @Nullable Refusal of(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return switch (state) {
      case "25006", "55000", "XX000" -> NOT_A_READ;
      case "0A000" -> ofUnsupported(routine(e));
      case "42P01", "42703", "42883", "42704", "3F000" -> OBJECT_UNKNOWN;
      case "40001", "40P01" -> recoveryConflict(routine(e)) ? UNFINISHED : null;
      case "57P05" -> UNFINISHED;
      default -> endsConnection(e) && !timedOut(e) ? LOST : null;
    };
  }

  /** Whether the server said it, which it does not survive in a transaction, or the driver did. */
  static boolean saidByServer(SQLException e) {
    return e instanceof PSQLException p && p.getServerErrorMessage() != null;
  }

  /** Whether any replica might do better, and not only the primary. */
  boolean ofThisReplicaOnly() {
    return this == UNFINISHED || this == LOST;
  }

  /** Whether the SQLSTATE says that the connection is gone, whoever ended it. */
  static boolean endsConnection(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("08") || state.startsWith("57P");
  }

  /**
   * {@code ProcessRecoveryConflictInterrupt} (17, 18), {@code report_recovery_conflict} (19) and
   * {@code CheckRecoveryConflictDeadlock}; a plain 40001 is what some function raised.
   */
  private static boolean recoveryConflict(String routine) {
    return routine.equals(INTERRUPTS)
        || routine.replace("_", "").toLowerCase(Locale.ROOT).contains("recoveryconflict");
  }

  /**
   * Whether it is the server that gives no connection: not a pool whose connections are all in use.
   */
  static boolean ofLease(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return NoConnection.serverWasAsked(e)
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53");
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
          UNFINISHED;
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
