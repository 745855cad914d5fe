package dev.hibernatesplit.internal.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Would the driver take this value? What is remembered for later is refused at once, as the driver
 * would, and not when it is replayed.
 */
final class Argument {

  private Argument() {}

  static void notNegative(String name, long value) throws SQLException {
    if (value < 0) {
      throw new SQLException(name + " = " + value + ": must not be negative.", "22023");
    }
  }

  static void parameterIndex(int index) throws SQLException {
    if (index < 1 || index > 65_535) {
      throw new SQLException("Parameter index " + index + ": must be from 1 to 65535.", "22023");
    }
  }

  static void fetchDirection(int direction) throws SQLException {
    if (direction != ResultSet.FETCH_FORWARD
        && direction != ResultSet.FETCH_REVERSE
        && direction != ResultSet.FETCH_UNKNOWN) {
      throw new SQLException(
          "fetchDirection = " + direction + ": no constant of ResultSet.", "22023");
    }
  }

  static void holdability(int holdability) throws SQLException {
    if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT
        && holdability != ResultSet.CLOSE_CURSORS_AT_COMMIT) {
      throw new SQLException(
          "holdability = " + holdability + ": no constant of ResultSet.", "22023");
    }
  }

  static void isolation(int level) throws SQLException {
    switch (level) {
      case Connection.TRANSACTION_READ_UNCOMMITTED,
          Connection.TRANSACTION_READ_COMMITTED,
          Connection.TRANSACTION_REPEATABLE_READ,
          Connection.TRANSACTION_SERIALIZABLE -> {}
      default ->
          throw new SQLException(
              "Transaction isolation level " + level + " not supported.", "0A000");
    }
  }
}
