package dev.hibernatesplit.internal.sql;

import java.util.Arrays;

/** The state of each open parenthesis or bracket, as bits. For one thread. */
final class Frames {

  /** A SELECT, UPDATE or DELETE was seen: FROM begins a list of tables. */
  static final int QUERY = 1;

  /** An item of FROM, or a target, comes next. */
  static final int EXPECT = 1 << 1;

  /** An item of FROM is complete: an alias, a join or a comma comes next. */
  static final int AFTER = 1 << 2;

  /** In the condition of a join. */
  static final int CONDITION = 1 << 3;

  /** The expected item is changed by the statement. */
  static final int TARGET = 1 << 4;

  /** Between WITH and its main statement. */
  static final int WITH = 1 << 5;

  /** The name of a common table expression comes next. */
  static final int WITH_NAME = 1 << 6;

  /** WITH RECURSIVE. */
  static final int RECURSIVE = 1 << 7;

  /** The body of a common table expression is open. */
  static final int WITH_BODY = 1 << 8;

  /** DELETE or MERGE before its USING, which begins a list of tables. */
  static final int BEFORE_USING = 1 << 9;

  /** INSERT before its query. */
  static final int INSERT = 1 << 10;

  /** SELECT INTO before the name of the new table. */
  static final int NEW_TABLE = 1 << 11;

  /** Inside XMLTABLE or JSON_TABLE. */
  static final int COLUMNS = 1 << 12;

  /** The item of FROM has its alias. */
  static final int ALIASED = 1 << 14;

  /** A bracket, not a parenthesis. */
  static final int BRACKET = 1 << 13;

  /** Anywhere in the list of tables after FROM. */
  static final int IN_FROM = EXPECT | AFTER | ALIASED | CONDITION;

  private static final int SHALLOW = 16;
  private static final int DEEPEST = 10_000;

  private int[] bits = new int[SHALLOW];
  private int depth;
  private int announced;

  void clear() {
    if (bits.length > SHALLOW) {
      bits = new int[SHALLOW];
    }
    depth = 0;
    announced = 0;
    bits[0] = 0;
  }

  int depth() {
    return depth;
  }

  boolean has(int any) {
    return (bits[depth] & any) != 0;
  }

  void set(int more) {
    bits[depth] |= more;
  }

  void change(int gone, int more) {
    bits[depth] = (bits[depth] & ~gone) | more;
  }

  /** A value or a call is the item that was expected, if one was. */
  void complete() {
    if (has(EXPECT)) {
      change(EXPECT, AFTER);
    }
  }

  /** The parenthesis that comes next will have these bits. */
  void announce(int first) {
    announced = first;
  }

  /** The bits of the parenthesis that came. */
  int announced() {
    int first = announced;
    announced = 0;
    return first;
  }

  /** Returns false if there are too many. */
  boolean push(int first) {
    if (++depth == bits.length) {
      if (depth > DEEPEST) {
        depth--;
        return false;
      }
      bits = Arrays.copyOf(bits, 2 * depth);
    }
    bits[depth] = first;
    return true;
  }

  /** Returns false if none of this sort is open. */
  boolean pop(boolean bracket) {
    if (depth == 0 || has(BRACKET) != bracket) {
      return false;
    }
    depth--;
    return true;
  }
}
