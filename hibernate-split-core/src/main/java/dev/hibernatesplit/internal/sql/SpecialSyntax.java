package dev.hibernatesplit.internal.sql;

import static dev.hibernatesplit.internal.sql.Frames.COLUMNS;
import static dev.hibernatesplit.internal.sql.Frames.WITH;

/** Is a word before a parenthesis syntax, and no call? For one thread. */
final class SpecialSyntax {

  private final Frames frames;
  private final Previous previous;

  SpecialSyntax(Frames frames, Previous previous) {
    this.frames = frames;
    this.previous = previous;
  }

  boolean is(Keyword keyword) {
    return switch (keyword) {
      case LIKE, ILIKE -> previous.endsValue() || previous.is(Keyword.NOT);
      case OVERLAPS, ESCAPE -> previous.endsValue();
      case FILTER, OVER, REPEATABLE -> previous.token == Token.CLOSE;
      case BY ->
          previous.is(Keyword.GROUP)
              || previous.is(Keyword.ORDER)
              || previous.is(Keyword.PARTITION);
      case SETS -> previous.is(Keyword.GROUPING);
      case ZONE -> previous.is(Keyword.TIME);
      case FIRST, NEXT -> previous.is(Keyword.FETCH);
      case SECOND ->
          previous.token == Token.STRING
              || previous.is(Keyword.TO)
              || previous.is(Keyword.INTERVAL);
      case COLUMNS, PASSING -> frames.has(COLUMNS);
      case CONFLICT -> previous.is(Keyword.ON);
      case MATERIALIZED -> frames.has(WITH);
      case OPERATOR -> previous.endsValue() || previous.is(Keyword.USING);
      default -> false;
    };
  }
}
