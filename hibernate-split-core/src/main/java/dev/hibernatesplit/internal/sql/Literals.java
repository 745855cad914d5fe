package dev.hibernatesplit.internal.sql;

import static dev.hibernatesplit.internal.sql.Characters.isInName;
import static dev.hibernatesplit.internal.sql.Characters.isSpace;

/** Where is the quote that closes a literal, or a name in quotes? */
final class Literals {

  private Literals() {}

  /**
   * Finds the end of a literal in which the doubled quote stands for itself. Continuations are just
   * more of them.
   *
   * @param from its first character after the quote
   * @return the place of the closing quote, or -1
   */
  static int plain(String text, int from, char quote) {
    for (int at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 2)) {
      if (at + 1 >= text.length() || text.charAt(at + 1) != quote) {
        return at;
      }
    }
    return -1;
  }

  /**
   * Finds the end of {@code E'…'}: a backslash takes the next character along, also in
   * continuations.
   *
   * @param from its first character after the quote
   * @return the place of the closing quote, or -1
   */
  static int backslashed(String text, int from) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\') {
        at++;
      } else if (c == '\'') {
        int more = at < text.length() && text.charAt(at) == '\'' ? at + 1 : continued(text, at);
        if (more < 0) {
          return at - 1;
        }
        at = more;
      }
    }
    return -1;
  }

  /**
   * A quote after blanks and comments with a new line among them goes on with the literal.
   *
   * @return the place after that quote, or -1
   */
  private static int continued(String text, int closed) {
    boolean newLine = false;
    int at = closed;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '-' && text.startsWith("--", at)) {
        at = Blanks.endOfLine(text, at);
      } else if (isSpace(c)) {
        newLine |= c == '\n' || c == '\r';
        at++;
      } else {
        break;
      }
    }
    return newLine && at < text.length() && text.charAt(at) == '\'' ? at + 1 : -1;
  }

  /**
   * Reads the dollar quote that opens a literal.
   *
   * @param start its first dollar
   * @return the place after its second dollar, or -1 if it has none
   */
  static int afterDollarQuote(String text, int start) {
    int at = start + 1;
    while (at < text.length() && isInName(text.charAt(at)) && text.charAt(at) != '$') {
      at++;
    }
    return at < text.length() && text.charAt(at) == '$' ? at + 1 : -1;
  }
}
