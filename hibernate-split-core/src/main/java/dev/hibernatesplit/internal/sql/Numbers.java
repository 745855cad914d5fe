package dev.hibernatesplit.internal.sql;

import static dev.hibernatesplit.internal.sql.Characters.isDigit;
import static dev.hibernatesplit.internal.sql.Characters.isHexDigit;

/** Where does a number end? */
final class Numbers {

  private Numbers() {}

  /** Returns the end of the number that begins at {@code start} with a digit, or a dot and one. */
  static int end(String text, int start) {
    int at = digits(text, text.charAt(start) == '.' ? start + 1 : start);
    if (at == start + 1 && letter(text, at) == 'x') {
      at = hexDigits(text, at + 1);
    } else if (at < text.length() && text.charAt(at) == '.') {
      at = digits(text, at + 1);
    }
    return exponent(text, at);
  }

  /** Returns the end of the digits and underscores. */
  static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    return at;
  }

  private static int hexDigits(String text, int from) {
    int at = from;
    while (at < text.length() && isHexDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int exponent(String text, int from) {
    if (letter(text, from) != 'e') {
      return from;
    }
    int at = from + 1;
    if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
      at++;
    }
    return at < text.length() && isDigit(text.charAt(at)) ? digits(text, at) : from;
  }

  /** In lower case; 0 at the end. */
  private static int letter(String text, int at) {
    return at < text.length() ? text.charAt(at) | 0x20 : 0;
  }
}
