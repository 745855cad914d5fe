package dev.hibernatesplit.internal.sql;

import static dev.hibernatesplit.internal.sql.Characters.isDigit;
import static dev.hibernatesplit.internal.sql.Characters.isHexDigit;
import static dev.hibernatesplit.internal.sql.Characters.isInName;
import static dev.hibernatesplit.internal.sql.Characters.isOperator;
import static dev.hibernatesplit.internal.sql.Characters.isSpace;
import static dev.hibernatesplit.internal.sql.Characters.startsName;

import java.util.Locale;

/**
 * Cuts a text into tokens as PostgreSQL's own scanner does, one at a time, without making strings.
 * The fields say what the last token was. For one thread.
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
    if (name.length() != end - start) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (NameTable.lower(text.charAt(start + i)) != name.charAt(i)) {
        return false;
      }
    }
    return true;
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
      return operator();
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
      case ':' -> colon();
      case '\'' -> plain(Token.STRING, '\'');
      case '"' -> quotedName();
      case '$' -> dollar();
      case '{' -> escape();
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
    if (next == '\'') {
      switch (letter) {
        case 'e', 'E' -> {
          position++;
          return backslashed();
        }
        case 'b', 'B', 'x', 'X', 'n', 'N' -> {
          position++;
          return plain(Token.STRING, '\'');
        }
        default -> {
          return Token.NAME;
        }
      }
    }
    return next == '&' && (letter == 'u' || letter == 'U') ? unicode() : Token.NAME;
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

  /**
   * A literal in which the doubled quote stands for itself. Continuations are just more of them.
   */
  private Token plain(Token token, char quote) {
    start = position;
    for (int at = text.indexOf(quote, position); at >= 0; at = text.indexOf(quote, at + 2)) {
      if (at + 1 >= length || text.charAt(at + 1) != quote) {
        end = at;
        position = at + 1;
        return token;
      }
    }
    return unterminated();
  }

  private Token quotedName() {
    Token token = plain(Token.QUOTED, '"');
    int h = 0;
    for (int i = start; i < end; i++) {
      h = NameTable.step(h, text.charAt(i));
    }
    hash = h;
    return start == end ? Token.ODD : token;
  }

  /** {@code E'…'}: a backslash takes the next character along, also in continuations. */
  private Token backslashed() {
    start = position;
    while (position < length) {
      char c = text.charAt(position++);
      if (c == '\\') {
        position++;
      } else if (c == '\'') {
        end = position - 1;
        if (position < length && text.charAt(position) == '\'') {
          position++;
        } else if (!continued()) {
          return Token.STRING;
        }
      }
    }
    return unterminated();
  }

  /** A quote after blanks and comments with a new line among them goes on with the literal. */
  private boolean continued() {
    int closed = position;
    boolean newLine = false;
    int at = closed;
    while (at < length) {
      char c = text.charAt(at);
      if (c == '-' && text.startsWith("--", at)) {
        at = endOfLine(at);
      } else if (isSpace(c)) {
        newLine |= c == '\n' || c == '\r';
        at++;
      } else {
        break;
      }
    }
    boolean more = newLine && at < length && text.charAt(at) == '\'';
    position = more ? at + 1 : closed;
    return more;
  }

  /** {@code $1}, or a literal in dollar quotes. */
  private Token dollar() {
    if (position < length && isDigit(text.charAt(position))) {
      skipDigits();
      return Token.PARAMETER;
    }
    int at = position;
    while (at < length && isInName(text.charAt(at)) && text.charAt(at) != '$') {
      at++;
    }
    if (at >= length || text.charAt(at) != '$') {
      return Token.ODD;
    }
    String tag = text.substring(start, at + 1);
    end = text.indexOf(tag, at + 1);
    if (end < 0) {
      return unterminated();
    }
    start = at + 1;
    position = end + tag.length();
    return Token.STRING;
  }

  private Token unterminated() {
    position = length;
    end = length;
    return Token.ODD;
  }

  private Token number() {
    skipDigits();
    if (position < length && (text.charAt(position) | 0x20) == 'x' && position == start + 1) {
      position++;
      while (position < length && isHexDigit(text.charAt(position))) {
        position++;
      }
    } else if (position < length && text.charAt(position) == '.') {
      position++;
      skipDigits();
    }
    exponent();
    end = position;
    return Token.NUMBER;
  }

  private void exponent() {
    if (position < length && (text.charAt(position) | 0x20) == 'e') {
      int at = position + 1;
      if (at < length && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      if (at < length && isDigit(text.charAt(at))) {
        position = at;
        skipDigits();
      }
    }
  }

  private void skipDigits() {
    while (position < length && (isDigit(text.charAt(position)) || text.charAt(position) == '_')) {
      position++;
    }
  }

  /** A run of operator characters, cut where a comment begins. */
  private Token operator() {
    position++;
    while (position < length && isOperator(text.charAt(position)) && !atComment()) {
      position++;
    }
    end = position;
    return Token.OPERATOR;
  }

  private Token colon() {
    if (position < length && (text.charAt(position) == ':' || text.charAt(position) == '=')) {
      position++;
      end = position;
    }
    return Token.OPERATOR;
  }

  /** JDBC's escapes: the braces and their word vanish, what stands in them is read as SQL. */
  private Token escape() {
    char c = peek();
    if (c == '?') {
      return Token.CALL_ESCAPE;
    }
    int word = position;
    while (position < length && startsName(text.charAt(position))) {
      position++;
    }
    return switch (text.substring(word, position).toLowerCase(Locale.ROOT)) {
      case "call" -> Token.CALL_ESCAPE;
      case "fn", "d", "t", "ts", "oj", "escape", "limit" -> Token.BRACE;
      default -> Token.ODD;
    };
  }

  /** Returns false for a comment without an end. */
  private boolean skipBlanks() {
    while (position < length) {
      char c = text.charAt(position);
      if (isSpace(c)) {
        position++;
      } else if (c == '-' && text.startsWith("--", position)) {
        position = endOfLine(position);
      } else if (c == '/' && text.startsWith("/*", position)) {
        if (!skipBlockComment()) {
          return false;
        }
      } else {
        return true;
      }
    }
    return true;
  }

  private boolean atComment() {
    return text.startsWith("--", position) || text.startsWith("/*", position);
  }

  private int endOfLine(int at) {
    int line = at;
    while (line < length && text.charAt(line) != '\n' && text.charAt(line) != '\r') {
      line++;
    }
    return line;
  }

  private boolean skipBlockComment() {
    int open = position;
    int depth = 0;
    do {
      if (text.startsWith("/*", position)) {
        depth++;
        position += 2;
      } else if (text.startsWith("*/", position)) {
        depth--;
        position += 2;
      } else {
        position++;
      }
    } while (depth > 0 && position < length);
    if (depth > 0) {
      position = open;
    }
    return depth == 0;
  }
}
