package dev.hibernatesplit.demo;

import java.util.regex.Pattern;

/**
 * What servers hear that no program has sent as a statement, and nobody decides about: it goes
 * along on the connection of the statement that it serves.
 */
final class DriverTalk {

  private static final Pattern TEXTS =
      Pattern.compile(
          String.join(
              "|",
              "", // the pool asks whether a connection lives
              "(begin|commit|rollback)\\b.*", // around a transaction
              "set (extra_float_digits|application_name) .*", // when a connection opens
              "select c\\.oid, a\\.attnum, a\\.attname, .*"), // what columns a result has
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private DriverTalk() {}

  static boolean is(String sql) {
    return TEXTS.matcher(sql).matches();
  }
}
