package dev.hibernatesplit.testing.split;

/** How are parameters written? The application writes {@code ?}, and the server logs {@code $1}. */
final class Parameters {

  private Parameters() {}

  /** The text as the server has it: with numbers for question marks outside quotes. */
  static String numbered(String sql) {
    StringBuilder text = new StringBuilder();
    char quote = 0;
    int number = 0;
    for (char c : sql.strip().toCharArray()) {
      if (c == '?' && quote == 0) {
        text.append('$').append(++number);
        continue;
      }
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      }
      text.append(c);
    }
    return text.toString();
  }
}
