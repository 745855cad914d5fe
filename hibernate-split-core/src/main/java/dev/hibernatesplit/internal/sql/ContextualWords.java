package dev.hibernatesplit.internal.sql;

import static dev.hibernatesplit.internal.sql.Frames.AFTER;
import static dev.hibernatesplit.internal.sql.Frames.CONDITION;
import static dev.hibernatesplit.internal.sql.Frames.EXPECT;
import static dev.hibernatesplit.internal.sql.Frames.IN_FROM;
import static dev.hibernatesplit.internal.sql.Frames.NEW_TABLE;

import dev.hibernatesplit.spi.StatementInfo.Effect;
import dev.hibernatesplit.spi.StatementKind;

/** Is a word that is not reserved a keyword where it stands? For one thread. */
final class ContextualWords {

  private final Lexer lexer;
  private final Facts facts;
  private final Frames frames;
  private final Previous previous;
  private final Identifiers identifiers;
  private final UpdateWords updates;
  private final SpecialSyntax syntax;

  ContextualWords(
      Lexer lexer, Facts facts, Frames frames, Previous previous, Identifiers identifiers) {
    this.lexer = lexer;
    this.facts = facts;
    this.frames = frames;
    this.previous = previous;
    this.identifiers = identifiers;
    updates = new UpdateWords(lexer, facts, frames, previous);
    syntax = new SpecialSyntax(frames, previous);
  }

  /** Notes what the word does. Returns false if it is a name here. */
  boolean keyword(Keyword keyword, boolean call) {
    if (frames.has(NEW_TABLE)) {
      return newTableWord(keyword);
    }
    if (frames.has(EXPECT) && previous.token != Token.OPEN && !endsItem(keyword)) {
      return keyword == Keyword.ROWS && nextIs(Keyword.FROM);
    }
    return switch (keyword) {
      case UPDATE -> updates.update(call);
      case SHARE, NO, KEY -> updates.lock();
      case INSERT -> previous.is(Keyword.THEN) || nextIs(Keyword.INTO);
      case DELETE -> nextIs(Keyword.FROM);
      case MERGE -> nextIs(Keyword.INTO);
      case SET -> updates.set(call);
      case CURRENT_SCHEMA -> {
        facts.raise(StatementKind.FUNCTION, "current_schema", Effect.NOTHING);
        frames.complete();
        yield true;
      }
      case LAST_VALUE, LOG_CNT, IS_CALLED -> {
        if (!call) {
          identifiers.sequenceColumn();
        }
        yield false;
      }
      case JOIN -> join(call);
      case TABLESAMPLE -> frames.has(AFTER);
      case ORDINALITY -> previous.is(Keyword.WITH);
      default -> call ? syntax.is(keyword) : !isName(keyword);
    };
  }

  private boolean newTableWord(Keyword keyword) {
    switch (keyword) {
      case TEMP, TEMPORARY -> {
        identifiers.newTable(true);
        frames.set(NEW_TABLE);
        return true;
      }
      case UNLOGGED -> {
        return true;
      }
      default -> {
        return false;
      }
    }
  }

  private boolean nextIs(Keyword keyword) {
    int place = lexer.place();
    lexer.next();
    boolean is = lexer.keyword == keyword;
    lexer.goTo(place);
    return is;
  }

  private boolean join(boolean call) {
    if (call && !frames.has(AFTER | CONDITION)) {
      return false;
    }
    frames.change(IN_FROM, EXPECT);
    facts.joins++;
    return true;
  }

  private static boolean endsItem(Keyword keyword) {
    return switch (keyword) {
      case CROSS, FULL, INNER, JOIN, LEFT, NATURAL, OUTER, RIGHT, CURRENT_SCHEMA -> true;
      default -> false;
    };
  }

  /** Words that, where nothing says otherwise, are names like any other. */
  private static boolean isName(Keyword keyword) {
    return switch (keyword) {
      case BY, GROUPING, ILIKE, LIKE, OVERLAPS -> false;
      case INTERVAL, TIME, ZONE, PARTITION, MATERIALIZED -> false;
      default -> !endsItem(keyword);
    };
  }
}
