package dev.hibernatesplit.internal.sql;

import static dev.hibernatesplit.internal.sql.Frames.AFTER;
import static dev.hibernatesplit.internal.sql.Frames.BRACKET;
import static dev.hibernatesplit.internal.sql.Frames.COLUMNS;
import static dev.hibernatesplit.internal.sql.Frames.CONDITION;
import static dev.hibernatesplit.internal.sql.Frames.EXPECT;
import static dev.hibernatesplit.internal.sql.Frames.IN_FROM;
import static dev.hibernatesplit.internal.sql.Frames.TARGET;
import static dev.hibernatesplit.internal.sql.Frames.WITH;
import static dev.hibernatesplit.internal.sql.Frames.WITH_NAME;

/**
 * What does a query, or a statement that changes rows, do? Walks over it once, however deep it
 * nests, and notes every table, call, lock and change. It does not check the grammar; whatever the
 * server would accept, it understands, and the rest does not matter. For one thread.
 */
final class Walker {

  private final Lexer lexer;
  private final Facts facts;
  private final Calls calls;
  private final Frames frames = new Frames();
  private final Previous previous = new Previous();
  private final CommonTables commonTables = new CommonTables();
  private final Identifiers identifiers;
  private final WithClause common;
  private final Clauses clauses;
  private final ContextualWords words;

  Walker(Lexer lexer, Facts facts, Calls calls) {
    this.lexer = lexer;
    this.facts = facts;
    this.calls = calls;
    identifiers = new Identifiers(lexer, facts, calls, frames, previous, commonTables);
    common = new WithClause(lexer, facts, frames, previous, commonTables);
    clauses = new Clauses(facts, frames, previous, common);
    words = new ContextualWords(lexer, facts, frames, previous, identifiers);
  }

  /**
   * Walks to the end of the statement.
   *
   * @param first its first token, which the lexer has just read
   * @return the token that ended it: SEMICOLON, END or ODD
   */
  Token walk(Token first) {
    frames.clear();
    commonTables.clear();
    previous.become(Token.START, Keyword.NONE);
    Token token = first;
    while (step(token)) {
      token = lexer.next();
    }
    if ((token != Token.END && token != Token.SEMICOLON) || frames.depth() > 0) {
      facts.odd("not understood");
      return Token.ODD;
    }
    return token;
  }

  private boolean step(Token token) {
    boolean good =
        switch (token) {
          case NAME, QUOTED -> name(token);
          case OPEN -> open();
          case CLOSE -> close();
          case OPEN_BRACKET -> frames.push(BRACKET);
          case CLOSE_BRACKET -> frames.pop(true);
          case COMMA -> comma();
          case OPERATOR -> operator();
          case START, SEMICOLON, CALL_ESCAPE, BRACE, ODD, END -> false;
          case STRING, NUMBER, PARAMETER, DOT -> true;
        };
    if (token != Token.NAME && token != Token.QUOTED) {
      previous.become(token, Keyword.NONE);
    }
    return good;
  }

  private boolean operator() {
    calls.operator();
    return true;
  }

  private boolean open() {
    int bits = frames.announced();
    if (frames.has(EXPECT)) {
      bits = EXPECT | (frames.has(TARGET) ? TARGET : 0);
      frames.change(EXPECT | TARGET, AFTER);
    } else if (frames.has(WITH)) {
      common.open();
    }
    return frames.push(bits | (frames.has(COLUMNS) ? COLUMNS : 0));
  }

  private boolean close() {
    int closing = frames.depth();
    if (!frames.pop(false)) {
      return false;
    }
    common.close(closing);
    return true;
  }

  private boolean comma() {
    if (frames.has(AFTER | CONDITION)) {
      frames.change(IN_FROM, EXPECT);
      facts.joins++;
    } else if (frames.has(WITH)) {
      frames.set(WITH_NAME);
    }
    return true;
  }

  /** A name, a keyword, or a chain of names with dots. */
  private boolean name(Token token) {
    identifiers.name.take(lexer, token);
    Keyword keyword = lexer.keyword;
    char next = lexer.peek();
    boolean call = next == '(';
    if (next == '.' && lexer.dotJoins()) {
      return identifiers.chain();
    }
    previous.become(token, meant(token, keyword, call));
    return true;
  }

  /** Returns the keyword that a word without dots is where it stands, or NONE. */
  private Keyword meant(Token token, Keyword keyword, boolean call) {
    if (previous.token == Token.DOT) {
      identifiers.attribute(call);
    } else if (frames.has(WITH_NAME) && !keyword.reserved) {
      common.name(identifiers.name, keyword, call);
    } else if (token == Token.QUOTED) {
      identifiers.quoted(call);
    } else if (previous.is(Keyword.AS) && !frames.has(WITH)) {
      identifiers.label(call);
      return keyword == Keyword.INTERVAL ? keyword : Keyword.NONE;
    } else if (keyword.reserved) {
      clauses.begin(keyword);
      return keyword;
    } else if (keyword != Keyword.NONE && words.keyword(keyword, call)) {
      return keyword;
    } else {
      identifiers.plain(call);
    }
    return Keyword.NONE;
  }
}
