package dev.hibernatesplit.internal.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * The tokens of one short text, to look at more than once.
 *
 * @param words all of them; empty if the text is too long or odd, or has several statements
 */
record Words(List<Word> words) {

  private static final int MOST = 4_096;
  private static final Words NONE = new Words(List.of());

  /**
   * One token.
   *
   * @param text of names as the server stores them, of operators as written, else empty
   * @param depth how many parentheses and brackets it stands in
   * @param parameter the JDBC index, from 1, of a {@code ?}; else 0
   */
  record Word(Token token, String text, int depth, int parameter) {

    boolean isName() {
      return token == Token.NAME || token == Token.QUOTED;
    }

    /** Says whether it is this word, without quotes. */
    boolean is(String word) {
      return token == Token.NAME && text.equals(word);
    }
  }

  private static final Word END = new Word(Token.END, "", 0, 0);

  static Words of(String sql) {
    if (sql.indexOf('\\') >= 0 || sql.indexOf('{') >= 0) {
      return NONE; // where its literals end, or its parameters stand, is the driver's to say
    }
    Lexer lexer = new Lexer();
    lexer.read(sql);
    List<Word> words = new ArrayList<>();
    int depth = 0;
    int parameters = 0;
    for (Token token = lexer.next(); token != Token.END; token = lexer.next()) {
      depth -= closes(token) ? 1 : 0;
      parameters += token == Token.PARAMETER ? 1 : 0;
      if (words.size() == MOST || depth < 0 || odd(lexer, token)) {
        return NONE;
      }
      words.add(new Word(token, text(lexer, token), depth, parameter(token, parameters)));
      depth += opens(token) ? 1 : 0;
    }
    return depth == 0 ? new Words(List.copyOf(words)) : NONE;
  }

  private static int parameter(Token token, int index) {
    return token == Token.PARAMETER ? index : 0;
  }

  /** Among the odd is {@code ??}, which the driver takes for an operator, and {@code $1}. */
  private static boolean odd(Lexer lexer, Token token) {
    return switch (token) {
      case ODD, SEMICOLON, CALL_ESCAPE, BRACE -> true;
      case PARAMETER -> !lexer.text.startsWith("?", lexer.start) || lexer.peek() == '?';
      default -> false;
    };
  }

  private static boolean opens(Token token) {
    return token == Token.OPEN || token == Token.OPEN_BRACKET;
  }

  private static boolean closes(Token token) {
    return token == Token.CLOSE || token == Token.CLOSE_BRACKET;
  }

  private static String text(Lexer lexer, Token token) {
    return switch (token) {
      case NAME, QUOTED -> {
        Name name = new Name();
        name.take(lexer, token);
        yield name.canonical(lexer.text);
      }
      case OPERATOR -> lexer.text.substring(lexer.start, lexer.end);
      default -> "";
    };
  }

  int size() {
    return words.size();
  }

  /** The word at {@code index}, or one that is none. */
  Word at(int index) {
    return index >= 0 && index < words.size() ? words.get(index) : END;
  }

  /** Where, from {@code from} to before {@code to}, one of these words stands outermost; or -1. */
  int find(int from, int to, String... any) {
    for (int i = from; i < to; i++) {
      Word word = words.get(i);
      for (String one : any) {
        if (word.depth == 0 && word.is(one)) {
          return i;
        }
      }
    }
    return -1;
  }

  /** Says whether it has the word anywhere. */
  boolean has(String word) {
    return words.stream().anyMatch(w -> w.is(word));
  }
}
