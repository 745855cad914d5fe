package dev.hibernatesplit.internal.sql;

import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementInfo.Effect;
import dev.hibernatesplit.spi.StatementKind;
import dev.hibernatesplit.spi.TableName;
import java.util.List;

/**
 * Reads a text once and says what it is. Never throws, whatever the text. An instance serves one
 * text after another, on one thread at a time.
 */
final class Scanner {

  private final Lexer lexer = new Lexer();
  private final Facts facts = new Facts();
  private final Calls calls;
  private final Commands commands;

  Scanner() {
    this(false);
  }

  /**
   * Makes one.
   *
   * @param nested whether its texts are literals of others
   */
  Scanner(boolean nested) {
    calls = new Calls(lexer, facts, nested);
    commands = new Commands(lexer, facts, new Walker(lexer, facts, calls));
  }

  /**
   * Scans one text.
   *
   * @param declared what the user says of functions
   */
  StatementInfo scan(String sql, Catalogue catalogue, DeclaredFunctions declared) {
    facts.clear();
    lexer.read(sql);
    calls.use(catalogue, declared);
    statements();
    List<TableName> tables = facts.tables();
    for (int i = 0; i < tables.size(); i++) {
      Relations.judge(tables.get(i), catalogue, facts);
    }
    StatementInfo info = facts.info(sql, tables);
    lexer.read("");
    return info;
  }

  private void statements() {
    int count = 0;
    Token end = Token.SEMICOLON;
    while (end == Token.SEMICOLON) {
      end = commands.statement();
      count += commands.empty() ? 0 : 1;
    }
    if (count == 0) {
      facts.raise(StatementKind.UNKNOWN, "no statement", Effect.NOTHING);
    } else if (count > 1) {
      facts.raise(StatementKind.UNKNOWN, "several statements", Effect.NOTHING);
    }
  }
}
