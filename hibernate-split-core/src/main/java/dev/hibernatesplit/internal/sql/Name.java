package dev.hibernatesplit.internal.sql;

import java.util.Locale;

/** A name in the text, as a stretch of it. For one thread. */
final class Name {

  int start;
  int end;
  int hash;
  boolean quoted;

  void take(Lexer lexer, Token token) {
    start = lexer.start;
    end = lexer.end;
    hash = lexer.hash;
    quoted = token == Token.QUOTED;
  }

  void take(Name other) {
    start = other.start;
    end = other.end;
    hash = other.hash;
    quoted = other.quoted;
  }

  /** The name as the server stores it. */
  String canonical(String text) {
    String written = text.substring(start, end);
    if (quoted) {
      return written.indexOf('"') < 0 ? written : written.replace("\"\"", "\"");
    }
    return folded(written);
  }

  private static String folded(String name) {
    boolean ascii = true;
    boolean upper = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      ascii &= c < 128;
      upper |= c >= 'A' && c <= 'Z';
    }
    return !upper ? name : ascii ? name.toLowerCase(Locale.ROOT) : foldAscii(name);
  }

  private static String foldAscii(String name) {
    char[] chars = name.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = NameTable.lower(chars[i]);
    }
    return new String(chars);
  }

  boolean is(String text, String lower) {
    if (end - start != lower.length()) {
      return false;
    }
    for (int i = 0; i < lower.length(); i++) {
      char c = text.charAt(start + i);
      if ((quoted ? c : NameTable.lower(c)) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Says whether it is the schema of the session's temporary tables. */
  boolean isTemporarySchema(String text) {
    return end - start >= 7 && text.regionMatches(!quoted, start, "pg_temp", 0, 7);
  }
}
