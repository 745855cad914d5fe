package dev.hibernatesplit.internal.sql;

import java.util.Locale;

/** A name in the text, as a stretch of it. For one thread. */
final class Name {

  int start;
  int end;
  int hash;
  boolean quoted;

  /** What begins a code point in it, or 0. */
  char escape;

  void take(Lexer lexer, Token token) {
    start = lexer.start;
    end = lexer.end;
    hash = lexer.hash;
    quoted = token == Token.QUOTED;
    escape = lexer.escape;
  }

  void take(Name other) {
    start = other.start;
    end = other.end;
    hash = other.hash;
    quoted = other.quoted;
    escape = other.escape;
  }

  /** The name as the server stores it. */
  String canonical(String text) {
    String written = text.substring(start, end);
    if (quoted) {
      String plain = written.indexOf('"') < 0 ? written : written.replace("\"\"", "\"");
      return escape == 0 ? plain : decoded(plain);
    }
    return folded(written);
  }

  /** Reads <code>\0061</code>, <code>\+000061</code> and the doubled escape. */
  private String decoded(String coded) {
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < coded.length()) {
      char c = coded.charAt(at++);
      if (c == escape && at < coded.length() && coded.charAt(at) != escape) {
        int from = coded.charAt(at) == '+' ? at + 1 : at;
        int to = Math.min(coded.length(), from == at ? at + 4 : at + 7);
        plain.append(codePoint(coded.substring(from, to)));
        at = to;
      } else {
        plain.append(c);
        at += c == escape ? 1 : 0;
      }
    }
    return plain.toString();
  }

  private static String codePoint(String hex) {
    try {
      return Character.toString(Integer.parseInt(hex, 16));
    } catch (IllegalArgumentException e) {
      return "\uFFFD";
    }
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
    return escape == 0
        ? end - start >= 7 && text.regionMatches(!quoted, start, "pg_temp", 0, 7)
        : canonical(text).startsWith("pg_temp");
  }
}
