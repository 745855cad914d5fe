package dev.hibernatesplit.internal.sql;

/** What stands before the token in hand? For one thread. */
final class Previous {

  Token token = Token.START;
  private Keyword keyword = Keyword.NONE;

  void become(Token token, Keyword keyword) {
    this.token = token;
    this.keyword = keyword;
  }

  boolean is(Keyword keyword) {
    return this.keyword == keyword;
  }

  /** Says whether an expression may end with it. */
  boolean endsValue() {
    return token.endsValue() && keyword.endsValue();
  }
}
