package dev.hibernatesplit.internal.sql;

import static dev.hibernatesplit.internal.sql.Frames.AFTER;
import static dev.hibernatesplit.internal.sql.Frames.ALIASED;
import static dev.hibernatesplit.internal.sql.Frames.COLUMNS;
import static dev.hibernatesplit.internal.sql.Frames.EXPECT;
import static dev.hibernatesplit.internal.sql.Frames.NEW_TABLE;
import static dev.hibernatesplit.internal.sql.Frames.TARGET;

import dev.hibernatesplit.internal.sql.Functions.Function;
import dev.hibernatesplit.spi.StatementInfo.Effect;
import dev.hibernatesplit.spi.StatementKind;
import dev.hibernatesplit.spi.TableName;
import org.jspecify.annotations.Nullable;

/** What does a name mean: a table, an alias, a call, a column? For one thread. */
final class Identifiers {

  /** The name in hand. */
  final Name name = new Name();

  private final Name schema = new Name();
  private final Lexer lexer;
  private final Facts facts;
  private final Calls calls;
  private final Frames frames;
  private final Previous previous;
  private final CommonTables commonTables;

  Identifiers(
      Lexer lexer,
      Facts facts,
      Calls calls,
      Frames frames,
      Previous previous,
      CommonTables commonTables) {
    this.lexer = lexer;
    this.facts = facts;
    this.calls = calls;
    this.frames = frames;
    this.previous = previous;
    this.commonTables = commonTables;
  }

  /** A name in quotes. */
  void quoted(boolean call) {
    plain(call);
    if (!call && !previous.is(Keyword.AS) && !frames.has(AFTER)) {
      sequenceColumn();
    }
  }

  /** A name that is no keyword where it stands. */
  void plain(boolean call) {
    if (frames.has(NEW_TABLE)) {
      if (!name.is(lexer.text, "local") && !name.is(lexer.text, "global")) {
        newTable(false);
      }
    } else if (frames.has(EXPECT)) {
      item(call);
    } else if (frames.has(AFTER) && !previous.is(Keyword.TABLESAMPLE)) {
      alias(call);
    } else if (call) {
      judge(null, false);
    }
  }

  /** After AS any word is a name, or a type. */
  void label(boolean call) {
    if (frames.has(AFTER)) {
      alias(call);
    } else if (call) {
      judge(null, false);
    }
  }

  /** A name after the dot that no name stands before. */
  void attribute(boolean call) {
    if (call) {
      judge(null, true);
    } else {
      calls.attribute(name);
    }
  }

  /** Names with dots between them, from the one in hand on. Returns false if a name is missing. */
  boolean chain() {
    int names = 1;
    do {
      schema.take(name);
      lexer.next();
      Token token = lexer.next();
      if (token == Token.OPERATOR) {
        previous.become(token, Keyword.NONE);
        calls.operator();
        return true;
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
    previous.become(Token.QUOTED, Keyword.NONE);
    return true;
  }

  private void qualified(boolean call, boolean deep) {
    if (frames.has(NEW_TABLE)) {
      newTable(schema.isTemporarySchema(lexer.text));
    } else if (frames.has(EXPECT) && (!call || frames.has(TARGET))) {
      table(schema);
    } else if (call) {
      frames.complete();
      judge(schema, deep);
    } else {
      calls.attribute(name);
      sequenceColumn();
    }
  }

  /** The columns in parentheses after an alias make it no call. */
  private void alias(boolean call) {
    if (call && frames.has(ALIASED)) {
      judge(null, false);
    }
    frames.set(ALIASED);
  }

  private void item(boolean call) {
    if (call && !frames.has(TARGET)) {
      frames.change(EXPECT, AFTER);
      judge(null, false);
    } else {
      table(null);
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

  /** The name of the table that SELECT INTO makes, or the word that says what sort it is. */
  void newTable(boolean temporary) {
    frames.change(NEW_TABLE, 0);
    if (temporary) {
      facts.raise(StatementKind.SESSION, "SELECT INTO a temporary table", Effect.ANYTHING);
    }
  }

  private void judge(@Nullable Name schema, boolean deep) {
    Function function = calls.judge(schema, name, deep);
    if (function != null
        && (function.name().equals("xmltable") || function.name().equals("json_table"))) {
      frames.announce(COLUMNS);
    }
  }

  /** A column, which may be one that only sequences have. */
  void sequenceColumn() {
    if (name.escape != 0) {
      facts.raise(StatementKind.UNKNOWN, "column in code points", Effect.NOTHING);
    }
    switch (Keyword.find(lexer.text, name.start, name.end, name.hash, !name.quoted)) {
      case LAST_VALUE, LOG_CNT, IS_CALLED ->
          facts.raise(StatementKind.UNKNOWN, "column of a sequence", Effect.NOTHING);
      default -> {}
    }
  }
}
