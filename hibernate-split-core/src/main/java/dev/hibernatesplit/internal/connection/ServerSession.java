package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.spi.StatementInfo;

/**
 * Which statements leave something in the server's session that a later one may count on?
 *
 * <p>SET, session advisory locks, temporary tables and their kin by name; calls and functions that
 * nobody knows because they may do the same inside. Outside a transaction also sequence functions
 * ({@code currval} asks the same session) and transaction control by SQL text.
 */
final class ServerSession {

  private ServerSession() {}

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
