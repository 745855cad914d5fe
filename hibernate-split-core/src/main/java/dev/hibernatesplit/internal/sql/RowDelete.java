package dev.hibernatesplit.internal.sql;

import dev.hibernatesplit.internal.sql.RowText.Bound;
import java.util.List;

/** {@code delete from Book where id = ?}: which row does it delete? */
final class RowDelete {

  private RowDelete() {}

  static List<Bound> bound(Words words) {
    TableItem item = words.at(1).is("from") ? TableItem.at(words, 2) : null;
    if (item == null || !words.at(item.end()).is("where")) {
      return List.of();
    }
    return List.of(
        new Bound(item.table(), Equalities.after(words, item.end(), item.alias(), true)));
  }
}
