package dev.hibernatesplit.internal.sql;

import dev.hibernatesplit.internal.sql.Functions.Function;
import dev.hibernatesplit.spi.StatementInfo.Effect;
import dev.hibernatesplit.spi.StatementKind;
import org.jspecify.annotations.Nullable;

/** What may the functions do that a text calls? For one thread. */
final class Calls {

  private final Lexer lexer;
  private final Facts facts;
  private final boolean nested;
  private final Arguments arguments = new Arguments();
  private Catalogue catalogue = Catalogue.EMPTY;
  private DeclaredFunctions declared = DeclaredFunctions.NONE;

  /**
   * Makes one.
   *
   * @param nested whether the text is itself a literal of another; then no literal in it is read
   */
  Calls(Lexer lexer, Facts facts, boolean nested) {
    this.lexer = lexer;
    this.facts = facts;
    this.nested = nested;
  }

  void use(Catalogue catalogue, DeclaredFunctions declared) {
    this.catalogue = catalogue;
    this.declared = declared;
  }

  /**
   * Judges a call; the parenthesis comes next.
   *
   * @param schema what stands before the name, or null
   * @param deep whether yet more stands before it
   * @return the function if it is PostgreSQL's own
   */
  @Nullable Function judge(@Nullable Name schema, Name name, boolean deep) {
    boolean own = !deep && (schema == null || schema.is(lexer.text, "pg_catalog"));
    Function function =
        own ? Functions.find(lexer.text, name.start, name.end, name.hash, !name.quoted) : null;
    if (function == null) {
      user(schema == null ? null : schema.canonical(lexer.text), name.canonical(lexer.text), deep);
    } else if (function.trait().harmless()) {
      harmless(function, schema == null);
    } else {
      special(function);
    }
    return function;
  }

  private void harmless(Function function, boolean bare) {
    facts.aggregates |= function.trait() == Functions.Trait.AGGREGATE;
    facts.transactionTime |= function.trait() == Functions.Trait.TIME;
    if (bare
        && (catalogue.volatileFunctions().contains(function.name())
            || catalogue.harmless().contains(function.name()))) {
      user(null, function.name(), false);
    }
  }

  private void user(@Nullable String schema, String name, boolean deep) {
    String key = schema == null ? name : schema + "." + name;
    facts.function(key);
    boolean plain = !deep && name.indexOf('.') < 0 && (schema == null || schema.indexOf('.') < 0);
    boolean harmless =
        plain
            && (declared.harmless().contains(key)
                || (catalogue.harmless().contains(key)
                    && !catalogue.volatileFunctions().contains(key)));
    if (!harmless) {
      facts.raise(StatementKind.FUNCTION, key, declared.effect(key));
    }
  }

  private void special(Function function) {
    String name = function.name();
    switch (function.trait()) {
      case SESSION -> facts.raise(sessionOrTransaction(name), name, Effect.NOTHING);
      case TRANSACTION -> facts.raise(StatementKind.TRANSACTION, name, Effect.NOTHING);
      case TEXT -> text(name);
      case EFFECT -> facts.raise(StatementKind.FUNCTION, name, Effect.ANYTHING);
      default -> node(name);
    }
  }

  private void node(String name) {
    if (!name.equals("current_setting") || !asksForOwnSetting()) {
      facts.raise(StatementKind.FUNCTION, name, Effect.NOTHING);
    }
  }

  /** What a dotted setting says was set in the session, which then stays on the primary anyway. */
  private boolean asksForOwnSetting() {
    String setting = arguments.read(lexer).literal(1);
    return setting != null && setting.indexOf('.') > 0;
  }

  /** Reads the query, or the table, that the call spells out, if it does so in one literal. */
  private void text(String name) {
    arguments.read(lexer);
    boolean rewrite = name.equals("ts_rewrite");
    if (rewrite && arguments.count() == 3) {
      return;
    }
    String literal = arguments.literal(rewrite ? 2 : 1);
    if (literal == null || nested) {
      facts.raise(StatementKind.FUNCTION, name, Effect.ANYTHING);
    } else {
      String sql = name.startsWith("table_") ? "table " + literal : literal;
      facts.add(new Scanner(true).scan(sql, catalogue, declared), name);
    }
  }

  private StatementKind sessionOrTransaction(String name) {
    boolean local = name.equals("set_config") && arguments.read(lexer).isTrue(3);
    return local && arguments.count() == 3 ? StatementKind.TRANSACTION : StatementKind.SESSION;
  }

  /** {@code t.name} and {@code (x).name} may call a function. */
  void attribute(Name name) {
    if (!catalogue.rowFunctions().isEmpty()) {
      String function = name.canonical(lexer.text);
      if (catalogue.rowFunctions().contains(function) && !declared.harmless().contains(function)) {
        facts.function(function);
        facts.raise(StatementKind.FUNCTION, function, declared.effect(function));
      }
    }
  }

  /** The last token was an operator. */
  void operator() {
    if (!catalogue.operators().isEmpty()) {
      String operator = lexer.text.substring(lexer.start, lexer.end);
      if (catalogue.operators().contains(operator)) {
        facts.raise(StatementKind.FUNCTION, "operator " + operator, Effect.ANYTHING);
      }
    }
  }
}
