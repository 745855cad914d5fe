package dev.hibernatesplit.internal.sql;

import static dev.hibernatesplit.internal.sql.Frames.EXPECT;
import static dev.hibernatesplit.internal.sql.Frames.IN_FROM;
import static dev.hibernatesplit.internal.sql.Frames.QUERY;
import static dev.hibernatesplit.internal.sql.Frames.TARGET;
import static dev.hibernatesplit.internal.sql.Frames.WITH;
import static dev.hibernatesplit.internal.sql.Frames.WITH_NAME;

import dev.hibernatesplit.spi.StatementInfo.Effect;
import dev.hibernatesplit.spi.StatementKind;

/** Does UPDATE, or a word like it, lock rows, change them, or name something? For one thread. */
final class UpdateWords {

  private final Lexer lexer;
  private final Facts facts;
  private final Frames frames;
  private final Previous previous;

  UpdateWords(Lexer lexer, Facts facts, Frames frames, Previous previous) {
    this.lexer = lexer;
    this.facts = facts;
    this.frames = frames;
    this.previous = previous;
  }

  /** SHARE, NO and KEY, or UPDATE: returns false if it locks nothing here. */
  boolean lock() {
    if (previous.is(Keyword.NO) || previous.is(Keyword.KEY)) {
      return true;
    }
    if (!previous.is(Keyword.FOR)) {
      return false;
    }
    facts.raise(StatementKind.LOCKING_READ, "FOR UPDATE or SHARE", Effect.NOTHING);
    return true;
  }

  /** UPDATE: returns false if it is a name here. */
  boolean update(boolean call) {
    if (lock() || previous.is(Keyword.DO) || previous.is(Keyword.THEN)) {
      return true;
    }
    boolean write = !call && nextIsTarget();
    if (write) {
      facts.raise(StatementKind.WRITE, "UPDATE", Effect.WRITTEN_TABLES);
      frames.change(IN_FROM | WITH | WITH_NAME, QUERY | EXPECT | TARGET);
    }
    return write;
  }

  private boolean nextIsTarget() {
    int place = lexer.place();
    Token next = lexer.next();
    boolean target =
        next == Token.QUOTED
            || (next == Token.NAME && (!lexer.keyword.reserved || lexer.keyword == Keyword.ONLY));
    lexer.goTo(place);
    return target;
  }

  /** SET: returns false if it is a name here. */
  boolean set(boolean call) {
    if (call && !previous.endsValue() && !previous.is(Keyword.UPDATE)) {
      return false;
    }
    frames.change(IN_FROM, 0);
    return true;
  }
}
