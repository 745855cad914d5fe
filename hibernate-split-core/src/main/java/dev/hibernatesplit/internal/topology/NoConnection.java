package dev.hibernatesplit.internal.topology;

import java.io.IOException;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/**
 * There is no connection to be had: does the server give none, or has its pool none to lend?
 *
 * <p>Told by what came of it, whatever pool that came through. Where the server was asked, what the
 * network or the driver said is the exception or among its causes: pools hand on or wrap it. Of
 * what a pool says by itself, when all that it has are in use for too long, neither is a cause.
 */
public final class NoConnection {

  private static final int DEEPEST = 20;

  private NoConnection() {}

  /** Whether the server was asked for one in vain. */
  public static boolean serverWasAsked(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof IOException
          || (cause instanceof PSQLException word && refuses(state(word)))) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** Whether it is lost or not there, the login is refused, it has no room, starts or stops. */
  private static boolean refuses(String state) {
    return state.startsWith("08")
        || state.startsWith("28")
        || state.startsWith("53")
        || state.startsWith("57P");
  }

  /** The first SQLSTATE that anybody told; empty if nobody did. */
  public static String state(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
      cause = cause.getCause();
    }
    return "";
  }
}
