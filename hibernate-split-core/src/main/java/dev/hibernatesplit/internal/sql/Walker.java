package dev.hibernatesplit.internal.sql;

import static dev.hibernatesplit.internal.sql.Frames.AFTER;
import static dev.hibernatesplit.internal.sql.Frames.ALIASED;
import static dev.hibernatesplit.internal.sql.Frames.BEFORE_USING;
import static dev.hibernatesplit.internal.sql.Frames.BRACKET;
import static dev.hibernatesplit.internal.sql.Frames.COLUMNS;
import static dev.hibernatesplit.internal.sql.Frames.CONDITION;
import static dev.hibernatesplit.internal.sql.Frames.EXPECT;
import static dev.hibernatesplit.internal.sql.Frames.INSERT;
import static dev.hibernatesplit.internal.sql.Frames.NEW_TABLE;
import static dev.hibernatesplit.internal.sql.Frames.QUERY;
import static dev.hibernatesplit.internal.sql.Frames.RECURSIVE;
import static dev.hibernatesplit.internal.sql.Frames.TARGET;
import static dev.hibernatesplit.internal.sql.Frames.WITH;
import static dev.hibernatesplit.internal.sql.Frames.WITH_BODY;
import static dev.hibernatesplit.internal.sql.Frames.WITH_NAME;

import dev.hibernatesplit.internal.sql.Functions.Function;
import dev.hibernatesplit.spi.StatementInfo.Effect;
import dev.hibernatesplit.spi.StatementKind;
import dev.hibernatesplit.spi.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Walks once over a query or a statement that changes rows, however deep it nests, and notes every
 * table, call, lock and change. It does not check the grammar; whatever the server would accept, it
 * understands, and the rest does not matter. For one thread.
 */
final class Walker {

  private static final int IN_FROM = EXPECT | AFTER | ALIASED | CONDITION;

  private final Lexer lexer;
  private final Facts facts;
  private final Calls calls;
  private final Frames frames = new Frames();
  private final CommonTables commonTables = new CommonTables();
  private final Name name = new Name();
  private final Name schema = new Name();
  private String withName = "";
  private Token previous = Token.START;
  private Keyword previousKeyword = Keyword.NONE;
  private int opening;

  Walker(Lexer lexer, Facts facts, Calls calls) {
    this.lexer = lexer;
    this.facts = facts;
    this.calls = calls;
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
    previous = Token.START;
    previousKeyword = Keyword.NONE;
    opening = 0;
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
      became(token, Keyword.NONE);
    }
    return good;
  }

  private void became(Token token, Keyword keyword) {
    previous = token;
    previousKeyword = keyword;
  }

  private boolean afterValue() {
    return previous.endsValue() && previousKeyword.endsValue();
  }

  private boolean operator() {
    calls.operator();
    return true;
  }

  private boolean open() {
    int bits = opening;
    opening = 0;
    if (frames.has(EXPECT)) {
      bits = EXPECT | (frames.has(TARGET) ? TARGET : 0);
      frames.change(EXPECT | TARGET, AFTER);
    } else if (frames.has(WITH)) {
      openInWith();
    }
    return frames.push(bits | (frames.has(COLUMNS) ? COLUMNS : 0));
  }

  private void openInWith() {
    if (previousKeyword == Keyword.AS || previousKeyword == Keyword.MATERIALIZED) {
      frames.set(WITH_BODY);
      boolean recursive = frames.has(RECURSIVE);
      int first = commonTables.declare(withName, frames.depth(), facts.tableCount(), recursive);
      if (recursive) {
        facts.forgetTables(withName, first);
      }
    } else if (previous == Token.CLOSE) {
      frames.change(WITH | WITH_NAME, 0);
    }
  }

  private boolean close() {
    int closing = frames.depth();
    if (!frames.pop(false)) {
      return false;
    }
    commonTables.leave(closing);
    if (frames.has(WITH_BODY)) {
      frames.change(WITH_BODY, 0);
      commonTables.show();
    }
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
    name.take(lexer, token);
    Keyword keyword = lexer.keyword;
    char next = lexer.peek();
    boolean call = next == '(';
    if (next == '.' && lexer.dotJoins()) {
      return chain();
    }
    if (previous == Token.DOT) {
      attribute(call);
    } else if (token == Token.QUOTED) {
      quoted(call);
    } else if (previousKeyword == Keyword.AS && !frames.has(WITH)) {
      label(call);
      became(token, keyword == Keyword.INTERVAL ? keyword : Keyword.NONE);
      return true;
    } else if (frames.has(WITH_NAME) && !keyword.reserved) {
      withName(keyword, call);
    } else if (keyword == Keyword.NONE) {
      identifier(null, call);
    } else {
      keyword(keyword, call);
      return true;
    }
    became(token, Keyword.NONE);
    return true;
  }

  private void attribute(boolean call) {
    if (call) {
      judge(null, true);
    } else {
      calls.attribute(name);
    }
  }

  private void quoted(boolean call) {
    if (frames.has(WITH_NAME)) {
      withName(Keyword.NONE, call);
    } else {
      identifier(null, call);
      if (!call && previousKeyword != Keyword.AS && !frames.has(AFTER)) {
        sequenceColumn();
      }
    }
  }

  /** After AS any word is a name, or a type. */
  private void label(boolean call) {
    if (frames.has(AFTER)) {
      alias(null, call);
    } else if (call) {
      judge(null, false);
    }
  }

  private void withName(Keyword keyword, boolean call) {
    if (keyword == Keyword.RECURSIVE && previousKeyword == Keyword.WITH && !call) {
      frames.set(RECURSIVE);
    } else {
      frames.change(WITH_NAME, 0);
      withName = name.canonical(lexer.text);
    }
  }

  private boolean chain() {
    int names = 1;
    do {
      schema.take(name);
      lexer.next();
      Token token = lexer.next();
      if (token == Token.OPERATOR) {
        became(token, Keyword.NONE);
        return operator();
      }
      if (token != Token.NAME && token != Token.QUOTED) {
        return false;
      }
      name.take(lexer, token);
      names++;
    } while (lexer.peek() == '.' && lexer.dotJoins());
    boolean call = lexer.peek() == '(';
    if (schema.isTemporarySchema(lexer.text)) {
      facts.raise(StatementKind.UNKNOWN, "pg_temp", Effect.NOTHING);
    }
    qualified(call, names > 2);
    became(Token.QUOTED, Keyword.NONE);
    return true;
  }

  private void qualified(boolean call, boolean deep) {
    if (frames.has(NEW_TABLE)) {
      newTable(schema.isTemporarySchema(lexer.text));
    } else if (frames.has(EXPECT) && (!call || frames.has(TARGET))) {
      table(schema);
    } else if (call) {
      frames.change(EXPECT, frames.has(EXPECT) ? AFTER : 0);
      judge(schema, deep);
    } else {
      calls.attribute(name);
      sequenceColumn();
    }
  }

  /** A name that is no keyword where it stands. */
  private void identifier(@Nullable Name schema, boolean call) {
    if (frames.has(NEW_TABLE)) {
      if (!name.is(lexer.text, "local") && !name.is(lexer.text, "global")) {
        newTable(false);
      }
    } else if (frames.has(EXPECT)) {
      item(schema, call);
    } else if (frames.has(AFTER) && previousKeyword != Keyword.TABLESAMPLE) {
      alias(schema, call);
    } else if (call) {
      judge(schema, false);
    }
  }

  /** The columns in parentheses after an alias make it no call. */
  private void alias(@Nullable Name schema, boolean call) {
    if (call && frames.has(ALIASED)) {
      judge(schema, false);
    }
    frames.set(ALIASED);
  }

  private void item(@Nullable Name schema, boolean call) {
    if (call && !frames.has(TARGET)) {
      frames.change(EXPECT, AFTER);
      judge(schema, false);
    } else {
      table(schema);
    }
  }

  private void table(@Nullable Name schema) {
    String bare = name.canonical(lexer.text);
    boolean target = frames.has(TARGET);
    frames.change(EXPECT | TARGET, AFTER);
    if (target) {
      facts.written(new TableName(schema == null ? null : schema.canonical(lexer.text), bare));
    } else if (schema != null) {
      facts.table(new TableName(schema.canonical(lexer.text), bare));
    } else if (!commonTables.has(bare)) {
      facts.table(new TableName(null, bare));
    }
  }

  private void newTable(boolean temporary) {
    frames.change(NEW_TABLE, 0);
    if (temporary) {
      facts.raise(StatementKind.SESSION, "SELECT INTO a temporary table", Effect.ANYTHING);
    }
  }

  private void judge(@Nullable Name schema, boolean deep) {
    Function function = calls.judge(schema, name, deep);
    if (function != null
        && (function.name().equals("xmltable") || function.name().equals("json_table"))) {
      opening = COLUMNS;
    }
  }

  private void sequenceColumn() {
    if (name.escape != 0) {
      facts.raise(StatementKind.UNKNOWN, "column in code points", Effect.NOTHING);
    }
    switch (Keyword.find(lexer.text, name.start, name.end, name.hash, !name.quoted)) {
      case LAST_VALUE, LOG_CNT, IS_CALLED ->
          facts.raise(StatementKind.UNKNOWN, "column of a sequence", Effect.NOTHING);
      default -> {}
    }
  }

  private void keyword(Keyword keyword, boolean call) {
    if (keyword.reserved) {
      reserved(keyword);
    } else if (!contextual(keyword, call)) {
      identifier(null, call);
      became(Token.NAME, Keyword.NONE);
      return;
    }
    became(Token.NAME, keyword);
  }

  private void reserved(Keyword keyword) {
    switch (keyword) {
      case SELECT, VALUES -> frames.change(IN_FROM | WITH | WITH_NAME | INSERT, QUERY);
      case FROM -> from();
      case TABLE -> table();
      case WITH -> with();
      case INTO -> into();
      case ON -> {
        if (frames.has(AFTER)) {
          frames.change(AFTER, CONDITION);
        }
      }
      case USING -> using();
      case GROUP -> {
        facts.aggregates = true;
        frames.change(IN_FROM, 0);
      }
      case WHERE, HAVING, ORDER, LIMIT, OFFSET, FETCH, WINDOW -> frames.change(IN_FROM, 0);
      case UNION, INTERSECT, EXCEPT, RETURNING, FOR -> frames.change(IN_FROM, 0);
      case CURRENT_DATE, CURRENT_TIME, CURRENT_TIMESTAMP, LOCALTIME, LOCALTIMESTAMP -> {
        facts.transactionTime = true;
        value();
      }
      case CURRENT_CATALOG, CURRENT_ROLE, CURRENT_USER, SESSION_USER, SYSTEM_USER, USER -> value();
      default -> {}
    }
  }

  /** A value that may stand in FROM like a function. */
  private void value() {
    if (frames.has(EXPECT)) {
      frames.change(EXPECT, AFTER);
    }
  }

  private void from() {
    if (previousKeyword == Keyword.DELETE) {
      facts.raise(StatementKind.WRITE, "DELETE", Effect.WRITTEN_TABLES);
      frames.change(IN_FROM | WITH | WITH_NAME, QUERY | EXPECT | TARGET | BEFORE_USING);
    } else if (frames.has(QUERY) && previousKeyword != Keyword.DISTINCT) {
      frames.change(IN_FROM, EXPECT);
    }
  }

  private void table() {
    if (!frames.has(NEW_TABLE)) {
      frames.change(IN_FROM | WITH | WITH_NAME, QUERY | EXPECT);
    }
  }

  private void with() {
    if (previous == Token.START || previous == Token.OPEN || frames.has(INSERT)) {
      frames.change(IN_FROM | INSERT, WITH | WITH_NAME);
    }
  }

  private void into() {
    if (previousKeyword == Keyword.INSERT) {
      facts.raise(StatementKind.WRITE, "INSERT", Effect.WRITTEN_TABLES);
      frames.change(IN_FROM | WITH | WITH_NAME, EXPECT | TARGET | INSERT);
    } else if (previousKeyword == Keyword.MERGE) {
      facts.raise(StatementKind.WRITE, "MERGE", Effect.WRITTEN_TABLES);
      frames.change(IN_FROM | WITH | WITH_NAME, QUERY | EXPECT | TARGET | BEFORE_USING);
    } else {
      facts.raise(StatementKind.WRITE, "SELECT INTO", Effect.ANYTHING);
      frames.change(IN_FROM, NEW_TABLE);
    }
  }

  private void using() {
    if (frames.has(BEFORE_USING)) {
      frames.change(IN_FROM | BEFORE_USING, EXPECT);
    }
  }

  /** Words that are keywords beside certain others. Returns false if it is a name here. */
  private boolean contextual(Keyword keyword, boolean call) {
    if (frames.has(NEW_TABLE)) {
      return newTableWord(keyword);
    }
    if (frames.has(EXPECT) && previous != Token.OPEN && !endsItem(keyword)) {
      return keyword == Keyword.ROWS && nextIs(Keyword.FROM);
    }
    return switch (keyword) {
      case UPDATE -> update(call);
      case SHARE, NO, KEY -> lock();
      case INSERT -> previousKeyword == Keyword.THEN || nextIs(Keyword.INTO);
      case DELETE -> nextIs(Keyword.FROM);
      case MERGE -> nextIs(Keyword.INTO);
      case SET -> set(call);
      case CURRENT_SCHEMA -> {
        facts.raise(StatementKind.FUNCTION, "current_schema", Effect.NOTHING);
        value();
        yield true;
      }
      case LAST_VALUE, LOG_CNT, IS_CALLED -> {
        if (!call) {
          sequenceColumn();
        }
        yield false;
      }
      case JOIN -> join(call);
      case TABLESAMPLE -> frames.has(AFTER);
      case ORDINALITY -> previousKeyword == Keyword.WITH;
      default -> call ? notCalled(keyword) : !isName(keyword);
    };
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
      case BY, CROSS, FULL, INNER, LEFT, NATURAL, OUTER, RIGHT, GROUPING -> false;
      case ILIKE, LIKE, OVERLAPS, INTERVAL, TIME, ZONE, PARTITION, MATERIALIZED -> false;
      default -> !endsItem(keyword);
    };
  }

  private boolean newTableWord(Keyword keyword) {
    switch (keyword) {
      case TEMP, TEMPORARY -> {
        newTable(true);
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

  private boolean lock() {
    if (previousKeyword == Keyword.NO || previousKeyword == Keyword.KEY) {
      return true;
    }
    if (previousKeyword != Keyword.FOR) {
      return false;
    }
    facts.raise(StatementKind.LOCKING_READ, "FOR UPDATE or SHARE", Effect.NOTHING);
    return true;
  }

  private boolean update(boolean call) {
    if (lock() || previousKeyword == Keyword.DO || previousKeyword == Keyword.THEN) {
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

  private boolean set(boolean call) {
    if (call && !afterValue() && previousKeyword != Keyword.UPDATE) {
      return false;
    }
    frames.change(IN_FROM, 0);
    return true;
  }

  /** Says whether a word with a parenthesis after it is no call where it stands. */
  private boolean notCalled(Keyword keyword) {
    return switch (keyword) {
      case LIKE, ILIKE -> afterValue() || previousKeyword == Keyword.NOT;
      case OVERLAPS, ESCAPE -> afterValue();
      case FILTER, OVER, REPEATABLE -> previous == Token.CLOSE;
      case BY ->
          previousKeyword == Keyword.GROUP
              || previousKeyword == Keyword.ORDER
              || previousKeyword == Keyword.PARTITION;
      case SETS -> previousKeyword == Keyword.GROUPING;
      case ZONE -> previousKeyword == Keyword.TIME;
      case FIRST, NEXT -> previousKeyword == Keyword.FETCH;
      case SECOND ->
          previous == Token.STRING
              || previousKeyword == Keyword.TO
              || previousKeyword == Keyword.INTERVAL;
      case COLUMNS, PASSING -> frames.has(COLUMNS);
      case CONFLICT -> previousKeyword == Keyword.ON;
      case MATERIALIZED -> frames.has(WITH);
      case OPERATOR -> afterValue() || previousKeyword == Keyword.USING;
      default -> false;
    };
  }
}
