package dev.hibernatesplit.internal.sql;

/** How PostgreSQL's scanner sorts characters. */
final class Characters {

  private static final byte SPACE = 1;
  private static final byte NAME_START = 2;
  private static final byte DIGIT = 4;
  private static final byte OPERATOR = 8;
  private static final byte[] CLASS = classes();

  private Characters() {}

  static boolean isSpace(char c) {
    return c < 128 && CLASS[c] == SPACE;
  }

  /** Every character beyond ASCII may be part of a name. */
  static boolean startsName(char c) {
    return c >= 128 || CLASS[c] == NAME_START;
  }

  static boolean isInName(char c) {
    return c >= 128 || (CLASS[c] & (NAME_START | DIGIT)) != 0 || c == '$';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static boolean isOperator(char c) {
    return c < 128 && CLASS[c] == OPERATOR;
  }

  private static byte[] classes() {
    byte[] classes = new byte[128];
    set(classes, " \t\n\r\f\u000b", SPACE);
    set(classes, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", NAME_START);
    set(classes, "0123456789", DIGIT);
    set(classes, "+-*/<>=~!@#%^&|`", OPERATOR);
    return classes;
  }

  private static void set(byte[] classes, String characters, byte value) {
    for (int i = 0; i < characters.length(); i++) {
      classes[characters.charAt(i)] = value;
    }
  }
}
