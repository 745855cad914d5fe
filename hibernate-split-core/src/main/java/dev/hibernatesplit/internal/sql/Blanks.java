package dev.hibernatesplit.internal.sql;

import static dev.hibernatesplit.internal.sql.Characters.isSpace;

/** Where do blanks and comments end? */
final class Blanks {

  private Blanks() {}

  /**
   * Skips blanks and comments.
   *
   * @return the place of what follows them; for a comment without an end the complement ({@code ~})
   *     of the place where it opens
   */
  static int skip(String text, int from) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isSpace(c)) {
        at++;
      } else if (c == '-' && text.startsWith("--", at)) {
        at = endOfLine(text, at);
      } else if (c == '/' && text.startsWith("/*", at)) {
        int open = at;
        at = endOfBlock(text, open);
        if (at < 0) {
          return ~open;
        }
      } else {
        return at;
      }
    }
    return at;
  }

  static boolean commentAt(String text, int at) {
    return text.startsWith("--", at) || text.startsWith("/*", at);
  }

  static int endOfLine(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  /** Block comments nest. Returns -1 for one without an end. */
  private static int endOfBlock(String text, int open) {
    int at = open;
    int depth = 0;
    do {
      if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0 && at < text.length());
    return depth > 0 ? -1 : at;
  }
}
