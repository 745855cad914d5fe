package dev.hibernatesplit.internal.sql;

import static dev.hibernatesplit.internal.sql.Characters.startsName;

import java.util.Locale;

/** What does a JDBC escape stand for? */
final class JdbcEscapes {

  private JdbcEscapes() {}

  /** Returns the end of the word after the brace. */
  static int endOfWord(String text, int from) {
    int at = from;
    while (at < text.length() && startsName(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Of most escapes the braces and their word vanish, and what stands in them is read as SQL. */
  static Token token(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "call" -> Token.CALL_ESCAPE;
      case "fn", "d", "t", "ts", "oj", "escape", "limit" -> Token.BRACE;
      default -> Token.ODD;
    };
  }
}
