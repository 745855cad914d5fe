package dev.hibernatesplit.internal.sql;

import static dev.hibernatesplit.internal.sql.Characters.isOperator;

/** Where does an operator end? */
final class Operators {

  private Operators() {}

  /** Returns the end of a run of operator characters, which a comment cuts. */
  static int end(String text, int start) {
    int at = start + 1;
    while (at < text.length() && isOperator(text.charAt(at)) && !Blanks.commentAt(text, at)) {
      at++;
    }
    return at;
  }

  /** Returns the end of {@code ::}, {@code :=} or the colon alone. */
  static int endOfColon(String text, int start) {
    int at = start + 1;
    return at < text.length() && (text.charAt(at) == ':' || text.charAt(at) == '=') ? at + 1 : at;
  }
}
