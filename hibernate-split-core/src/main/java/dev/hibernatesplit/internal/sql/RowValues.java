package dev.hibernatesplit.internal.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code (b.x, b.y) in ((?, ?))}: so Hibernate writes a key of several columns. */
final class RowValues {

  private RowValues() {}

  /**
   * Which columns of one table it equates with which parameters.
   *
   * @param at where it begins
   * @param end where the conditions end; it must end there, or before an AND
   * @return none if it is no such condition, or has several rows
   */
  static Map<String, Integer> at(Words words, int at, int end, String alias, boolean alone) {
    List<String> columns = columns(words, at, alias, alone);
    int in = at + 1 + columns.size() * (words.at(at + 2).token() == Token.DOT ? 4 : 2);
    int row = in + 2;
    int over = row + 2 * columns.size() + 2;
    boolean one =
        words.at(in).is("in")
            && words.at(in + 1).token() == Token.OPEN
            && words.at(over - 1).token() == Token.CLOSE
            && (over == end || words.at(over).is("and"));
    return one ? equated(words, row, columns) : Map.of();
  }

  /** The columns of a list in parentheses; none if there is anything else in it. */
  private static List<String> columns(Words words, int open, String alias, boolean alone) {
    List<String> columns = new ArrayList<>();
    boolean qualified = words.at(open + 2).token() == Token.DOT;
    int step = qualified ? 4 : 2;
    for (int i = open; columns.isEmpty() || words.at(i).token() == Token.COMMA; i += step) {
      boolean own = qualified ? words.at(i + 1).text().equals(alias) : alone;
      boolean dotted = words.at(i + 2).token() == Token.DOT;
      if (words.at(open).token() != Token.OPEN
          || !own
          || dotted != qualified
          || !words.at(i + step - 1).isName()) {
        return List.of();
      }
      columns.add(words.at(i + step - 1).text());
    }
    return columns;
  }

  private static Map<String, Integer> equated(Words words, int open, List<String> columns) {
    Map<String, Integer> equated = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      Token before = i == 0 ? Token.OPEN : Token.COMMA;
      int parameter = words.at(open + 2 * i + 1).parameter();
      if (words.at(open + 2 * i).token() != before || parameter == 0) {
        return Map.of();
      }
      equated.putIfAbsent(columns.get(i), parameter);
    }
    boolean closed = words.at(open + 2 * columns.size()).token() == Token.CLOSE;
    return closed ? equated : Map.of();
  }
}
