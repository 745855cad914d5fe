package dev.hibernatesplit.internal.footprint;

import dev.hibernatesplit.internal.sql.Catalogue;
import dev.hibernatesplit.internal.sql.RowText;
import dev.hibernatesplit.internal.sql.RowText.Bound;
import dev.hibernatesplit.internal.sql.Table;
import dev.hibernatesplit.spi.StatementInfo;
import org.jspecify.annotations.Nullable;

/**
 * Whose changes may a statement see?
 *
 * @param ids number the tables
 */
record Reads(Catalogue catalogue, Declared declared, TableIds ids) {

  Footprint of(StatementInfo statement) {
    RowText text = RowText.of(statement.sql());
    if (text.changes().isEmpty()) {
      for (Bound bound : text.bound()) {
        Footprint found = ofOneRow(statement, bound);
        if (found != null) {
          return found;
        }
      }
    }
    ReadClosure closure = new ReadClosure(catalogue, declared);
    closure.functions(statement.functions());
    statement.tables().forEach(closure::read);
    return closure.everything()
        ? Footprint.EVERYTHING
        : Footprint.of(ids.of(closure.names()), null);
  }

  /** Returns null if other rows of the table may count. */
  private @Nullable Footprint ofOneRow(StatementInfo statement, Bound bound) {
    Table table = Rows.single(catalogue, bound.table());
    RowKey row = table == null ? null : Rows.key(table, bound, ids);
    if (table == null || row == null) {
      return null;
    }
    ReadClosure others = new ReadClosure(catalogue, declared);
    others.functions(statement.functions());
    others.row(table);
    statement.tables().stream().filter(other -> !other.equals(bound.table())).forEach(others::read);
    boolean alone = !others.everything() && !others.names().contains(table.name().name());
    return alone ? Footprint.of(ids.of(others.names()), row) : null;
  }
}
