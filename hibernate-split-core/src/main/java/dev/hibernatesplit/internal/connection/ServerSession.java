package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementKind;

/**
 * Which statements leave something in the server's session that a later one may count on?
 *
 * <p>SET, session advisory locks, temporary tables and their kin by name; calls and functions that
 * nobody knows because they may do the same inside. Outside a transaction also sequence functions
 * ({@code currval} asks the same session) and transaction control by SQL text.
 */
final class ServerSession {

  private ServerSession() {}

  /**
   * Whether {@code lastval()} or {@code currval()} may be asked for what it drew from a sequence,
   * which only the same session knows. Reads need not follow it there.
   */
  static boolean mayBeAskedAbout(StatementInfo statement, boolean autoCommit) {
    return autoCommit && statement.kind() == StatementKind.WRITE;
  }

  static boolean mayOutlive(StatementInfo statement, boolean autoCommit) {
    return switch (statement.kind()) {
      case SESSION, CALL -> true;
      case FUNCTION -> autoCommit || !statement.functions().isEmpty();
      case UNKNOWN -> statement.mayWrite();
      case TRANSACTION -> autoCommit;
      case READ, LOCKING_READ, WRITE, DDL -> false;
    };
  }
}
