package dev.hibernatesplit.internal.sql;

import org.jspecify.annotations.Nullable;

/** Looks ahead at the arguments of a call: how many, and what the first three begin with. */
final class Arguments {

  private static final int KEPT = 3;

  private final Token[] first = new Token[KEPT];
  private final Keyword[] keyword = new Keyword[KEPT];
  private final int[] start = new int[KEPT];
  private final int[] end = new int[KEPT];
  private final int[] tokens = new int[KEPT];
  private String text = "";
  private int count;

  /** Reads to the closing parenthesis, if there is one, and goes back. */
  Arguments read(Lexer lexer) {
    int place = lexer.place();
    text = lexer.text;
    count = 0;
    tokens[0] = 0;
    int depth = 0;
    Token token;
    do {
      token = lexer.next();
      depth += token == Token.OPEN || token == Token.OPEN_BRACKET ? 1 : 0;
      depth -= token == Token.CLOSE || token == Token.CLOSE_BRACKET ? 1 : 0;
      if (depth == 1 && token == Token.COMMA) {
        count++;
        if (count < KEPT) {
          tokens[count] = 0;
        }
      } else if (depth > 1 || (depth == 1 && token != Token.OPEN)) {
        take(lexer, token);
      }
    } while (depth > 0 && token != Token.END && token != Token.ODD);
    lexer.goTo(place);
    count = token == Token.CLOSE ? count + 1 : 0;
    return this;
  }

  private void take(Lexer lexer, Token token) {
    if (count < KEPT && tokens[count]++ == 0) {
      first[count] = token;
      keyword[count] = lexer.keyword;
      start[count] = lexer.start;
      end[count] = lexer.end;
    }
  }

  /** How many; 0 if the call has no end. */
  int count() {
    return count;
  }

  /** Says whether argument {@code number}, from 1, is the word true and nothing else. */
  boolean isTrue(int number) {
    return number <= count && tokens[number - 1] == 1 && keyword[number - 1] == Keyword.TRUE;
  }

  /** What the literal says that argument {@code number}, from 1, is; null if it is none. */
  @Nullable String literal(int number) {
    int i = number - 1;
    if (number > count || tokens[i] == 0 || first[i] != Token.STRING || !(alone(i) || cast(i))) {
      return null;
    }
    String content = text.substring(start[i], end[i]);
    return text.charAt(end[i]) == '$' ? content : plain(i, content);
  }

  private boolean alone(int i) {
    return tokens[i] == 1;
  }

  private boolean cast(int i) {
    return tokens[i] == 3 && text.startsWith("::", end[i] + 1);
  }

  /** Only what begins with its quote; other literals have escapes of their own. */
  private @Nullable String plain(int i, String content) {
    char before = text.charAt(start[i] - 2);
    boolean prefixed = Characters.isInName(before) || before == '&';
    return prefixed ? null : content.replace("''", "'");
  }
}
