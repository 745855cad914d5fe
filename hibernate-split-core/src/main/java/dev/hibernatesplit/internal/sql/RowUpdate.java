package dev.hibernatesplit.internal.sql;

import dev.hibernatesplit.internal.sql.RowText.Bound;
import dev.hibernatesplit.internal.sql.Words.Word;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code update Book set pages = ? where id = ?}: which row does it change? */
final class RowUpdate {

  private static final RowText UNKNOWN = found(List.of(), Set.of());

  private RowUpdate() {}

  static RowText of(Words words) {
    TableItem item = TableItem.at(words, 1);
    int where = words.find(0, words.size(), "where");
    if (item == null || !words.at(item.end()).is("set") || where < 0) {
      return UNKNOWN;
    }
    if (words.find(item.end(), where, "from") >= 0) {
      return UNKNOWN;
    }
    Set<String> assigned = new HashSet<>();
    for (int i = item.end(); i < where; i++) {
      Word word = words.at(i);
      if (word.depth() == 0 && (i == item.end() || word.token() == Token.COMMA)) {
        if (!words.at(i + 1).isName()) {
          return UNKNOWN; // a list of columns in parentheses
        }
        assigned.add(words.at(i + 1).text());
      }
    }
    Map<String, Integer> columns = Equalities.after(words, where, item.alias(), true);
    return found(List.of(new Bound(item.table(), columns)), assigned);
  }

  private static RowText found(List<Bound> bound, Set<String> assigned) {
    return new RowText(EnumSet.of(Change.UPDATE), bound, assigned);
  }
}
