package dev.hibernatesplit.internal.sql;

import static dev.hibernatesplit.spi.StatementInfo.Effect.ANYTHING;
import static dev.hibernatesplit.spi.StatementInfo.Effect.NOTHING;
import static dev.hibernatesplit.spi.StatementInfo.Effect.WRITTEN_TABLES;
import static dev.hibernatesplit.spi.StatementKind.CALL;
import static dev.hibernatesplit.spi.StatementKind.DDL;
import static dev.hibernatesplit.spi.StatementKind.FUNCTION;
import static dev.hibernatesplit.spi.StatementKind.LOCKING_READ;
import static dev.hibernatesplit.spi.StatementKind.READ;
import static dev.hibernatesplit.spi.StatementKind.SESSION;
import static dev.hibernatesplit.spi.StatementKind.TRANSACTION;
import static dev.hibernatesplit.spi.StatementKind.UNKNOWN;
import static dev.hibernatesplit.spi.StatementKind.WRITE;

import dev.hibernatesplit.spi.StatementInfo.Effect;
import dev.hibernatesplit.spi.StatementKind;
import dev.hibernatesplit.spi.TableName;
import java.util.Locale;

/**
 * Which kind is a statement by its first words? Queries and row changes go to the {@link Walker}.
 */
final class Commands {

  private final Lexer lexer;
  private final Facts facts;
  private final Walker walker;
  private Token token = Token.START;
  private boolean empty;

  Commands(Lexer lexer, Facts facts, Walker walker) {
    this.lexer = lexer;
    this.facts = facts;
    this.walker = walker;
  }

  /** Judges one statement; returns SEMICOLON if another may follow, END or ODD if none does. */
  Token statement() {
    advance();
    empty = token == Token.SEMICOLON || token == Token.END;
    if (empty) {
      return token;
    }
    if (token == Token.OPEN) {
      return walker.walk(token);
    }
    if (token == Token.CALL_ESCAPE) {
      return rest(CALL, "{call}", ANYTHING);
    }
    return token == Token.NAME ? command() : odd();
  }

  /** Whether the last statement was none. */
  boolean empty() {
    return empty;
  }

  private Token command() {
    return switch (lexer.keyword) {
      case SELECT, WITH, VALUES, TABLE, INSERT, UPDATE, DELETE, MERGE -> walker.walk(token);
      case FETCH -> rest(TRANSACTION, "FETCH", NOTHING);
      case SET -> set();
      case DO -> rest(CALL, "DO", ANYTHING);
      case END -> rest(TRANSACTION, "END", NOTHING);
      default -> named(word());
    };
  }

  private Token named(String word) {
    return switch (word) {
      case "explain" -> explain();
      case "call" -> rest(CALL, "CALL", ANYTHING);
      case "begin", "start", "savepoint", "release", "abort", "move", "close" ->
          rest(TRANSACTION, upper(word), NOTHING);
      case "commit", "rollback" -> endOfTransaction(word);
      case "prepare" -> prepare();
      case "execute" -> rest(SESSION, "EXECUTE", ANYTHING);
      case "reset", "discard", "deallocate", "listen", "unlisten", "load" ->
          rest(SESSION, upper(word), NOTHING);
      case "notify" -> rest(FUNCTION, "NOTIFY", NOTHING);
      case "show" -> rest(UNKNOWN, "SHOW", NOTHING);
      case "declare" -> declare();
      case "lock" -> listed(LOCKING_READ, "LOCK", NOTHING);
      case "truncate" -> listed(WRITE, "TRUNCATE", WRITTEN_TABLES);
      case "copy" -> copy();
      case "create" -> create();
      case "alter", "drop", "comment", "grant", "revoke", "reindex", "cluster", "vacuum" ->
          rest(DDL, upper(word), ANYTHING);
      case "analyze", "analyse", "refresh", "security", "import", "checkpoint", "reassign" ->
          rest(DDL, upper(word), ANYTHING);
      default -> rest(UNKNOWN, "unknown statement", ANYTHING);
    };
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private String word() {
    return lexer.text.substring(lexer.start, lexer.end).toLowerCase(Locale.ROOT);
  }

  private void advance() {
    token = lexer.next();
  }

  private boolean isWord(String word) {
    return token == Token.NAME && lexer.is(word);
  }

  private Token odd() {
    facts.odd("not understood");
    return Token.ODD;
  }

  private Token rest(StatementKind kind, String detail, Effect effect) {
    facts.raise(kind, detail, effect);
    return rest();
  }

  /** Skips what is left of the statement; a semicolon in parentheses does not end it. */
  private Token rest() {
    int depth = 0;
    while (token != Token.END && token != Token.ODD) {
      switch (token) {
        case OPEN -> depth++;
        case CLOSE -> depth--;
        case SEMICOLON -> {
          if (depth <= 0) {
            return token;
          }
        }
        default -> {}
      }
      advance();
    }
    return token == Token.END ? token : odd();
  }

  private Token set() {
    advance();
    boolean session = isWord("session");
    if (session) {
      advance();
    }
    boolean local = isWord("local") || isWord("constraints") || isWord("transaction");
    return rest(local && !session ? TRANSACTION : SESSION, "SET", NOTHING);
  }

  private Token endOfTransaction(String word) {
    advance();
    boolean prepared = isWord("prepared");
    return rest(TRANSACTION, upper(word), prepared ? ANYTHING : NOTHING);
  }

  private Token prepare() {
    advance();
    boolean transaction = isWord("transaction");
    return rest(transaction ? TRANSACTION : SESSION, "PREPARE", NOTHING);
  }

  /** A cursor belongs to its transaction, or WITH HOLD to the session; its query runs later. */
  private Token declare() {
    StatementKind kind = TRANSACTION;
    do {
      advance();
      if (isWord("with") && lexer.peek() != 0) {
        kind = SESSION;
      }
    } while ((token == Token.NAME && lexer.keyword != Keyword.FOR) || token == Token.QUOTED);
    if (token == Token.NAME) {
      advance();
    }
    facts.raise(kind, "DECLARE", NOTHING);
    return token == Token.NAME || token == Token.OPEN ? walker.walk(token) : rest();
  }

  /**
   * EXPLAIN without ANALYZE only plans, but the plan of what is no read is the primary's; with
   * ANALYZE it is what it explains.
   */
  private Token explain() {
    boolean analyze = explainOptions();
    StatementKind before = facts.kind;
    String detail = facts.detail;
    Effect effect = facts.effect;
    Token end = explained();
    if (!analyze && facts.kind != READ) {
      facts.kind = before;
      facts.detail = detail;
      facts.effect = effect;
      facts.raise(UNKNOWN, "EXPLAIN of what is no read", NOTHING);
    }
    return end;
  }

  private Token explained() {
    return switch (lexer.keyword) {
      case SELECT, WITH, VALUES, TABLE, INSERT, UPDATE, DELETE, MERGE -> walker.walk(token);
      default -> {
        if (token == Token.OPEN) {
          yield walker.walk(token);
        }
        yield token == Token.NAME ? named(word().equals("explain") ? "" : word()) : odd();
      }
    };
  }

  private boolean explainOptions() {
    boolean analyze = false;
    advance();
    if (token == Token.OPEN && !opensQuery()) {
      while (token != Token.CLOSE && token != Token.END && token != Token.ODD) {
        analyze |= isAnalyze();
        advance();
      }
      advance();
    }
    while (isAnalyze() || isWord("verbose")) {
      analyze |= isAnalyze();
      advance();
    }
    return analyze;
  }

  private boolean isAnalyze() {
    return isWord("analyze") || isWord("analyse");
  }

  private boolean opensQuery() {
    int place = lexer.place();
    Token next = lexer.next();
    boolean query = next == Token.OPEN || (next == Token.NAME && lexer.keyword.reserved);
    lexer.goTo(place);
    return query;
  }

  private Token create() {
    boolean temporary = false;
    int words = 0;
    do {
      advance();
      temporary |= words < 5 && (isWord("temp") || isWord("temporary"));
      temporary |= token.endsValue() && isTemporarySchema();
      words++;
      if (isWord("atomic")) {
        facts.raise(DDL, "CREATE", ANYTHING);
        return Token.END;
      }
    } while (token == Token.NAME || token == Token.QUOTED || token == Token.DOT);
    return temporary ? rest(SESSION, "temporary object", ANYTHING) : createRest();
  }

  private Token createRest() {
    facts.raise(DDL, "CREATE", ANYTHING);
    int depth = 0;
    while (token != Token.END && token != Token.ODD) {
      depth += token == Token.OPEN ? 1 : token == Token.CLOSE ? -1 : 0;
      if (token == Token.SEMICOLON && depth <= 0) {
        return token;
      }
      if (isWord("atomic")) {
        return Token.END;
      }
      advance();
    }
    return token == Token.END ? token : odd();
  }

  private boolean isTemporarySchema() {
    return lexer.text.regionMatches(true, lexer.start, "pg_temp", 0, 7) && lexer.peek() == '.';
  }

  /** TRUNCATE and LOCK: a list of tables. */
  private Token listed(StatementKind kind, String detail, Effect effect) {
    facts.raise(kind, detail, effect);
    advance();
    while (isWord("table") || isWord("only")) {
      advance();
    }
    while (token == Token.NAME || token == Token.QUOTED) {
      table(kind == WRITE);
      while (token == Token.OPERATOR || token == Token.COMMA || isWord("only")) {
        advance();
      }
      if (isWord("restart") || isWord("continue") || isWord("in") || isWord("nowait")) {
        break;
      }
      if (isWord("cascade") || isWord("restrict")) {
        break;
      }
    }
    if (isWord("cascade")) {
      facts.raise(kind, detail, ANYTHING);
    }
    return rest();
  }

  /** Takes a name that may have a schema. */
  private void table(boolean written) {
    Name name = new Name();
    name.take(lexer, token);
    String schema = null;
    advance();
    while (token == Token.DOT) {
      advance();
      schema = name.canonical(lexer.text);
      name.take(lexer, token);
      advance();
    }
    TableName table = new TableName(schema, name.canonical(lexer.text));
    if (written) {
      facts.written(table);
    } else {
      facts.table(table);
    }
  }

  private Token copy() {
    advance();
    if (token == Token.OPEN) {
      facts.raise(UNKNOWN, "COPY", NOTHING);
      return walker.walk(token);
    }
    return copyTable();
  }

  private Token copyTable() {
    if (isWord("binary")) {
      advance();
    }
    if (token != Token.NAME && token != Token.QUOTED) {
      return odd();
    }
    boolean from = false;
    int start = lexer.start - (token == Token.QUOTED ? 1 : 0);
    int depth = 0;
    while (token != Token.END && token != Token.ODD && token != Token.SEMICOLON) {
      depth += token == Token.OPEN ? 1 : token == Token.CLOSE ? -1 : 0;
      from |= depth == 0 && lexer.keyword == Keyword.FROM;
      advance();
    }
    lexer.goTo(start);
    advance();
    table(from);
    return from ? rest(WRITE, "COPY FROM", WRITTEN_TABLES) : rest(UNKNOWN, "COPY", NOTHING);
  }
}
