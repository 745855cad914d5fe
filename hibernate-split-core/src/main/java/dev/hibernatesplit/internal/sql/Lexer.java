package dev.hibernatesplit.internal.sql;

import static dev.hibernatesplit.internal.sql.Characters.isDigit;
import static dev.hibernatesplit.internal.sql.Characters.isInName;
import static dev.hibernatesplit.internal.sql.Characters.isOperator;
import static dev.hibernatesplit.internal.sql.Characters.startsName;

/**
 * What is the next token? Cuts a text as PostgreSQL's own scanner does, one token at a time,
 * without making strings. The fields say what the last token was. For one thread.
 */
final class Lexer {

  String text = "";

  /** Where the last token stands; of names and literals without their quotes. */
  int start;

  int end;

  /** Of names: {@link NameTable} hash, folded unless quoted. */
  int hash;

  /** Of names in {@code U&"…"}: what begins a code point in it; else 0. */
  char escape;

  /** Of names without quotes. */
  Keyword keyword = Keyword.NONE;

  private int position;
  private int length;

  void read(String text) {
    this.text = text;
    position = 0;
    length = text.length();
    keyword = Keyword.NONE;
  }

  /** The place to {@linkplain #goTo come back to}. */
  int place() {
    return position;
  }

  void goTo(int place) {
    position = place;
  }

  /**
   * Skips blanks and comments, then looks at the next character without taking it; 0 at the end.
   */
  char peek() {
    return skipBlanks() && position < length ? text.charAt(position) : 0;
  }

  /** Says whether the dot that {@link #peek} saw joins two names, and does not begin a number. */
  boolean dotJoins() {
    int next = position + 1;
    return next >= length || !isDigit(text.charAt(next));
  }

  /** Says whether the last token was a name in quotes or without that reads {@code name}. */
  boolean is(String name) {
    return NameTable.same(name, text, start, end, true);
  }

  Token next() {
    Token token = token();
    while (token == Token.BRACE) {
      token = token();
    }
    return token;
  }

  private Token token() {
    keyword = Keyword.NONE;
    escape = 0;
    if (!skipBlanks()) {
      return Token.ODD;
    }
    start = position;
    if (position >= length) {
      end = position;
      return Token.END;
    }
    char c = text.charAt(position);
    if (startsName(c)) {
      return word(c);
    }
    if (isDigit(c)) {
      return number();
    }
    if (isOperator(c)) {
      return operator(Operators.end(text, start));
    }
    position++;
    end = position;
    return special(c);
  }

  private Token special(char c) {
    return switch (c) {
      case '(' -> Token.OPEN;
      case ')' -> Token.CLOSE;
      case ',' -> Token.COMMA;
      case ';' -> Token.SEMICOLON;
      case '.' -> position < length && isDigit(text.charAt(position)) ? number() : Token.DOT;
      case '?' -> Token.PARAMETER;
      case '[' -> Token.OPEN_BRACKET;
      case ']' -> Token.CLOSE_BRACKET;
      case ':' -> operator(Operators.endOfColon(text, start));
      case '\'' -> plain(Token.STRING, '\'');
      case '"' -> quotedName();
      case '$' -> dollar();
      case '{' -> jdbcEscape();
      case '}' -> Token.BRACE;
      default -> Token.ODD;
    };
  }

  /** Names, and the literals that a letter opens. */
  private Token word(char first) {
    int at = position + 1;
    int h = NameTable.step(0, NameTable.lower(first));
    while (at < length && isInName(text.charAt(at))) {
      h = NameTable.step(h, NameTable.lower(text.charAt(at)));
      at++;
    }
    position = at;
    end = at;
    hash = h;
    if (end - start == 1 && at < length) {
      Token literal = prefixed(first, text.charAt(at));
      if (literal != Token.NAME) {
        return literal;
      }
    }
    keyword = Keyword.find(text, start, end, h, true);
    return Token.NAME;
  }

  private Token prefixed(char letter, char next) {
    if (next != '\'') {
      return next == '&' && (letter == 'u' || letter == 'U') ? unicode() : Token.NAME;
    }
    return switch (letter) {
      case 'e', 'E' -> {
        start = ++position;
        yield closed(Token.STRING, Literals.backslashed(text, start));
      }
      case 'b', 'B', 'x', 'X', 'n', 'N' -> {
        position++;
        yield plain(Token.STRING, '\'');
      }
      default -> Token.NAME;
    };
  }

  /** {@code U&'…'} is a literal like any other, {@code U&"…"} a name in code points. */
  private Token unicode() {
    char quote = position + 1 < length ? text.charAt(position + 1) : 0;
    if (quote != '\'' && quote != '"') {
      return Token.NAME;
    }
    position += 2;
    if (quote == '\'') {
      return plain(Token.STRING, '\'');
    }
    Token name = quotedName();
    return name == Token.QUOTED && uescape() ? name : Token.ODD;
  }

  /** Takes the clause that may follow, UESCAPE 'c'. */
  private boolean uescape() {
    int nameStart = start;
    int nameEnd = end;
    char begins = '\\';
    peek();
    if (text.regionMatches(true, position, "uescape", 0, 7)) {
      position += 7;
      if (next() != Token.STRING || end - start != 1) {
        return false;
      }
      begins = text.charAt(start);
    }
    start = nameStart;
    end = nameEnd;
    escape = begins;
    return true;
  }

  private Token plain(Token token, char quote) {
    start = position;
    return closed(token, Literals.plain(text, start, quote));
  }

  private Token closed(Token token, int quote) {
    if (quote < 0) {
      return unterminated();
    }
    end = quote;
    position = quote + 1;
    return token;
  }

  private Token unterminated() {
    position = length;
    end = length;
    return Token.ODD;
  }

  private Token quotedName() {
    Token token = plain(Token.QUOTED, '"');
    hash = NameTable.hash(text, start, end);
    return start == end ? Token.ODD : token;
  }

  /** {@code $1}, or a literal in dollar quotes. */
  private Token dollar() {
    if (position < length && isDigit(text.charAt(position))) {
      position = Numbers.digits(text, position);
      return Token.PARAMETER;
    }
    int content = Literals.afterDollarQuote(text, start);
    if (content < 0) {
      return Token.ODD;
    }
    String quote = text.substring(start, content);
    end = text.indexOf(quote, content);
    if (end < 0) {
      return unterminated();
    }
    start = content;
    position = end + quote.length();
    return Token.STRING;
  }

  private Token number() {
    position = Numbers.end(text, start);
    end = position;
    return Token.NUMBER;
  }

  private Token operator(int after) {
    position = after;
    end = after;
    return Token.OPERATOR;
  }

  private Token jdbcEscape() {
    if (peek() == '?') {
      return Token.CALL_ESCAPE;
    }
    int word = position;
    position = JdbcEscapes.endOfWord(text, word);
    return JdbcEscapes.token(text.substring(word, position));
  }

  /** Returns false for a comment without an end. */
  private boolean skipBlanks() {
    int at = Blanks.skip(text, position);
    position = at < 0 ? ~at : at;
    return at >= 0;
  }
}
