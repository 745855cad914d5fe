package dev.hibernatesplit.internal.footprint;

import dev.hibernatesplit.internal.sql.Catalogue;
import dev.hibernatesplit.internal.sql.RowText.Bound;
import dev.hibernatesplit.internal.sql.Table;
import dev.hibernatesplit.spi.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of which tables can one row be told from the others? */
final class Rows {

  private Rows() {}

  /** The one table that a name can stand for, if its rows can be told apart; else null. */
  static @Nullable Table single(Catalogue catalogue, TableName name) {
    List<Table> tables = catalogue.tablesNamed(name);
    return tables.size() == 1 && keepsToItself(tables.get(0)) ? tables.get(0) : null;
  }

  private static boolean keepsToItself(Table table) {
    return table.sort() == Table.Sort.TABLE
        && !table.key().isEmpty()
        && table.triggers().isEmpty()
        && !table.rules()
        && table.parents().isEmpty()
        && table.children().isEmpty();
  }

  /** The row, if parameters say its whole key; else null. */
  static @Nullable RowKey key(Table table, Bound bound, TableIds ids) {
    if (!bound.parameters().keySet().containsAll(table.key())) {
      return null;
    }
    int[] parameters =
        table.key().stream()
            .mapToInt(column -> bound.parameters().getOrDefault(column, 0))
            .toArray();
    return new RowKey(ids.of(table.name().name()), parameters);
  }
}
