package dev.hibernatesplit.demo;

import dev.hibernatesplit.testing.RanStatement;
import java.util.regex.Pattern;

/**
 * What servers hear that the program did not send, and that nobody decides about.
 *
 * <p>Too much may be taken for chatter only at the cost of a contradiction: decisions about it are
 * counted all the same.
 */
final class Chatter {

  private static final Pattern TEXTS =
      Pattern.compile(
          String.join(
              "|",
              "", // the pool asks whether a connection lives
              "(begin|commit|rollback)\\b.*", // around a transaction
              "set (extra_float_digits|application_name) .*", // when a connection opens
              ".*\\bpg_catalog\\..*"), // driver and library ask what columns and functions are
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Chatter() {}

  static boolean is(RanStatement statement) {
    return statement.application().equals("hibernate-split probe") || is(statement.sql());
  }

  static boolean is(String sql) {
    return TEXTS.matcher(sql).matches();
  }
}
