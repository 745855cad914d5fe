package dev.hibernatesplit.internal.sql;

import dev.hibernatesplit.internal.sql.Words.Word;
import java.util.HashMap;
import java.util.Map;

/** Which columns does a WHERE equate with parameters, in conditions that must all hold? */
final class Equalities {

  private static final String[] AFTER_WHERE = {
    "group", "having", "order", "limit", "offset", "fetch", "for", "window", "returning"
  };

  private Equalities() {}

  /**
   * The columns of one table.
   *
   * @param where the index of the word WHERE
   * @param alias what the table's columns are qualified with
   * @param alone whether columns that are not qualified are the table's
   * @return JDBC indexes by column; none if anything may come between AND and the equality
   */
  static Map<String, Integer> after(Words words, int where, String alias, boolean alone) {
    int clause = words.find(where, words.size(), AFTER_WHERE);
    int end = clause < 0 ? words.size() : clause;
    Map<String, Integer> columns = new HashMap<>();
    if (words.find(where, end, "or", "between", "case") >= 0) {
      return columns;
    }
    for (int i = where; i < end; i++) {
      boolean begins = i == where || (words.at(i).depth() == 0 && words.at(i).is("and"));
      if (begins && words.at(i + 1).token() == Token.OPEN) {
        RowValues.at(words, i + 1, end, alias, alone).forEach(columns::putIfAbsent);
      } else if (begins && words.at(i + 2).token() == Token.DOT && words.at(i + 1).text().equals(alias)) {
        equality(words, i + 3, end, columns);
      } else if (begins && alone) {
        equality(words, i + 1, end, columns);
      }
    }
    return columns;
  }

  /** Takes {@code column = ?} at {@code at}, if nothing else follows before the next AND. */
  private static void equality(Words words, int at, int end, Map<String, Integer> columns) {
    Word column = words.at(at);
    Word parameter = words.at(at + 2);
    boolean over = at + 3 == end || words.at(at + 3).is("and");
    if (column.isName()
        && words.at(at + 1).text().equals("=")
        && parameter.parameter() > 0
        && over) {
      columns.putIfAbsent(column.text(), parameter.parameter());
    }
  }
}
