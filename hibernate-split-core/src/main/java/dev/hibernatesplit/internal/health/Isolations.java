package dev.hibernatesplit.internal.health;

import java.sql.Connection;
import java.util.Locale;

/** PostgreSQL's words for isolation levels, in JDBC's numbers. */
final class Isolations {

  private Isolations() {}

  static int level(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "serializable" -> Connection.TRANSACTION_SERIALIZABLE;
      case "repeatable read" -> Connection.TRANSACTION_REPEATABLE_READ;
      case "read uncommitted" -> Connection.TRANSACTION_READ_UNCOMMITTED;
      default -> Connection.TRANSACTION_READ_COMMITTED;
    };
  }
}
