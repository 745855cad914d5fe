package dev.hibernatesplit.internal.sql;

import dev.hibernatesplit.internal.sql.RowText.Bound;
import dev.hibernatesplit.internal.sql.Words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code select … from Book b where b.id = ?}, joins or not: of which tables does one row count?
 */
final class RowQuery {

  private static final String[] COMBINED = {"union", "intersect", "except", "into", "only"};

  private RowQuery() {}

  static List<Bound> bound(Words words) {
    int from = from(words);
    int where = words.find(0, words.size(), "where");
    boolean combined = words.find(0, words.size(), COMBINED) >= 0;
    if (combined || from < 0 || where < from) {
      return List.of();
    }
    List<TableItem> items = items(words, from, where);
    Set<String> aliases = items.stream().map(TableItem::alias).collect(Collectors.toSet());
    boolean alone = !hasSeveral(words, from, where);
    List<Bound> bound = new ArrayList<>();
    for (TableItem item : items) {
      Map<String, Integer> columns = Equalities.after(words, where, item.alias(), alone);
      if (!columns.isEmpty() && isNamedOnce(words, item.table().name(), aliases)) {
        bound.add(new Bound(item.table(), columns));
      }
    }
    return bound;
  }

  private static int from(Words words) {
    int from = words.find(0, words.size(), "from");
    while (from > 0 && words.at(from - 1).is("distinct")) {
      from = words.find(from + 1, words.size(), "from");
    }
    return from;
  }

  /** The outermost tables between FROM and WHERE. */
  private static List<TableItem> items(Words words, int from, int where) {
    List<TableItem> items = new ArrayList<>();
    for (int i = from; i < where; i++) {
      if (i == from || begins(words.at(i))) {
        TableItem item = TableItem.at(words, i + 1);
        if (item != null) {
          items.add(item);
        }
      }
    }
    return items;
  }

  private static boolean begins(Word word) {
    return word.depth() == 0 && (word.token() == Token.COMMA || word.is("join"));
  }

  private static boolean hasSeveral(Words words, int from, int where) {
    return words.words().subList(from, where).stream().anyMatch(RowQuery::begins);
  }

  /** Whatever stands for another occurrence of the table, even a column of its name, counts. */
  private static boolean isNamedOnce(Words words, String table, Set<String> aliases) {
    int times = 0;
    for (int i = 0; i < words.size(); i++) {
      boolean qualifier = words.at(i + 1).token() == Token.DOT;
      boolean column =
          words.at(i - 1).token() == Token.DOT && aliases.contains(words.at(i - 2).text());
      boolean named = words.at(i).isName() && words.at(i).text().equals(table);
      times += named && !qualifier && !column ? 1 : 0;
    }
    return times == 1;
  }
}
