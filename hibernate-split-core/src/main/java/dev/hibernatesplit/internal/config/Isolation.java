package dev.hibernatesplit.internal.config;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads isolation levels as Hibernate and HikariCP do: by JDBC's names or numbers. */
final class Isolation {

  static final String RULE =
      "must be READ_UNCOMMITTED, READ_COMMITTED, REPEATABLE_READ or SERIALIZABLE";

  private static final String PREFIX = "TRANSACTION_";
  private static final List<String> NAMES =
      List.of("READ_UNCOMMITTED", "READ_COMMITTED", "REPEATABLE_READ", "SERIALIZABLE");
  private static final List<String> NUMBERS = List.of("1", "2", "4", "8");

  private Isolation() {}

  /** The name of JDBC's constant; null if the text is no level that PostgreSQL has. */
  static @Nullable String constant(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    String name = upper.startsWith(PREFIX) ? upper.substring(PREFIX.length()) : upper;
    int number = NUMBERS.indexOf(name);
    if (number >= 0) {
      return PREFIX + NAMES.get(number);
    }
    return NAMES.contains(name) ? PREFIX + name : null;
  }
}
