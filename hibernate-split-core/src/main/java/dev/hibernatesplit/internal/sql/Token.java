package dev.hibernatesplit.internal.sql;

/** What the lexer tells apart. */
enum Token {
  START,
  /** An identifier or keyword without quotes. */
  NAME,
  /** An identifier in double quotes. */
  QUOTED,
  STRING,
  NUMBER,
  /** {@code ?} or {@code $1}. */
  PARAMETER,
  OPERATOR,
  OPEN,
  CLOSE,
  OPEN_BRACKET,
  CLOSE_BRACKET,
  COMMA,
  DOT,
  SEMICOLON,
  /** The JDBC escape for a procedure: <code>{call …}</code>, <code>{? = call …}</code>. */
  CALL_ESCAPE,
  /** The braces of other JDBC escapes; the lexer passes over them. */
  BRACE,
  /** What cannot be understood, such as a literal without an end. */
  ODD,
  END;

  /** Says whether an expression may end with it. */
  boolean endsValue() {
    return switch (this) {
      case NAME, QUOTED, STRING, NUMBER, PARAMETER, CLOSE, CLOSE_BRACKET -> true;
      default -> false;
    };
  }
}
