package dev.hibernatesplit.internal.sql;

import dev.hibernatesplit.internal.sql.Words.Word;
import dev.hibernatesplit.spi.TableName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table as a list of tables, or a change of rows, names it.
 *
 * @param alias the name that columns are qualified with
 * @param end the index of the first word after it
 */
record TableItem(TableName table, String alias, int end) {

  /** What may follow a table without an alias. */
  private static final Set<String> NO_ALIAS =
      Set.of(
          "cross",
          "for",
          "full",
          "group",
          "having",
          "inner",
          "join",
          "left",
          "limit",
          "natural",
          "offset",
          "on",
          "order",
          "returning",
          "right",
          "set",
          "tablesample",
          "using",
          "values",
          "where",
          "window");

  /** Reads the one that begins at {@code start}; null if there stands something else. */
  static @Nullable TableItem at(Words words, int start) {
    int end = start;
    while (words.at(end).isName() && words.at(end + 1).token() == Token.DOT) {
      end += 2;
    }
    boolean starred = words.at(end + 1).token() == Token.OPERATOR; // "t *" has children
    if (!words.at(end).isName() || words.at(end).is("only") || starred) {
      return null;
    }
    String schema = end == start ? null : words.at(end - 2).text();
    TableName table = new TableName(schema, words.at(end).text());
    return aliased(words, table, end + 1);
  }

  private static @Nullable TableItem aliased(Words words, TableName table, int next) {
    int at = words.at(next).is("as") ? next + 1 : next;
    boolean hasAlias = at > next || isAlias(words.at(at));
    int end = hasAlias ? at + 1 : at;
    if ((hasAlias && !words.at(at).isName()) || words.at(end).token() == Token.OPEN) {
      return null; // a call, or an alias with columns of its own
    }
    return new TableItem(table, hasAlias ? words.at(at).text() : table.name(), end);
  }

  private static boolean isAlias(Word word) {
    return word.isName() && (word.token() == Token.QUOTED || !NO_ALIAS.contains(word.text()));
  }
}
