package dev.hibernatesplit.internal.sql;

import static dev.hibernatesplit.internal.sql.Frames.INSERT;
import static dev.hibernatesplit.internal.sql.Frames.IN_FROM;
import static dev.hibernatesplit.internal.sql.Frames.RECURSIVE;
import static dev.hibernatesplit.internal.sql.Frames.WITH;
import static dev.hibernatesplit.internal.sql.Frames.WITH_BODY;
import static dev.hibernatesplit.internal.sql.Frames.WITH_NAME;

/** Which common table expressions does a WITH declare? For one thread. */
final class WithClause {

  private final Lexer lexer;
  private final Facts facts;
  private final Frames frames;
  private final Previous previous;
  private final CommonTables tables;
  private String name = "";

  WithClause(Lexer lexer, Facts facts, Frames frames, Previous previous, CommonTables tables) {
    this.lexer = lexer;
    this.facts = facts;
    this.frames = frames;
    this.previous = previous;
    this.tables = tables;
  }

  /** The word WITH. */
  void begin() {
    if (previous.token == Token.START || previous.token == Token.OPEN || frames.has(INSERT)) {
      frames.change(IN_FROM | INSERT, WITH | WITH_NAME);
    }
  }

  /** The name of an expression, or the word RECURSIVE before it. */
  void name(Name written, Keyword keyword, boolean call) {
    if (keyword == Keyword.RECURSIVE && previous.is(Keyword.WITH) && !call) {
      frames.set(RECURSIVE);
    } else {
      frames.change(WITH_NAME, 0);
      name = written.canonical(lexer.text);
    }
  }

  /** A parenthesis between WITH and its main statement. */
  void open() {
    if (previous.is(Keyword.AS) || previous.is(Keyword.MATERIALIZED)) {
      frames.set(WITH_BODY);
      boolean recursive = frames.has(RECURSIVE);
      int first = tables.declare(name, frames.depth(), facts.tableCount(), recursive);
      if (recursive) {
        facts.forgetTables(name, first);
      }
    } else if (previous.token == Token.CLOSE) {
      frames.change(WITH | WITH_NAME, 0);
    }
  }

  /** The parenthesis at {@code depth} was closed. */
  void close(int depth) {
    tables.leave(depth);
    if (frames.has(WITH_BODY)) {
      frames.change(WITH_BODY, 0);
      tables.show();
    }
  }
}
