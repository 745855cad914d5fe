package dev.hibernatesplit.internal.footprint;

import dev.hibernatesplit.internal.sql.Catalogue;
import dev.hibernatesplit.internal.sql.RowText;
import dev.hibernatesplit.internal.sql.RowText.Bound;
import dev.hibernatesplit.internal.sql.Table;
import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementInfo.Effect;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What do later reads see changed by a statement?
 *
 * @param ids number the tables
 */
record Writes(Catalogue catalogue, Declared declared, TableIds ids) {

  Footprint of(StatementInfo statement) {
    if (statement.effect() == Effect.ANYTHING) {
      return Footprint.EVERYTHING;
    }
    RowText text = RowText.of(statement.sql());
    WriteClosure closure = new WriteClosure(catalogue, declared);
    statement.written().forEach(table -> closure.write(table, text.changes()));
    statement.functions().stream()
        .filter(this::mayWrite)
        .forEach(function -> closure.touch(declared.function(function)));
    if (closure.everything()) {
      return Footprint.EVERYTHING;
    }
    boolean one = statement.written().size() == 1 && text.bound().size() == 1;
    Footprint row = one ? ofOneRow(text, closure) : null;
    return row != null ? row : Footprint.of(ids.of(closure.names()), null);
  }

  private boolean mayWrite(String function) {
    return !catalogue.harmless().contains(function)
        || catalogue.volatileFunctions().contains(function);
  }

  /** Returns null if other rows of the table may change. */
  private @Nullable Footprint ofOneRow(RowText text, WriteClosure closure) {
    Bound bound = text.bound().get(0);
    Table table = Rows.single(catalogue, bound.table());
    RowKey row = table == null ? null : Rows.key(table, bound, ids);
    if (table == null || row == null || !closure.cameOnce(table)) {
      return null;
    }
    Set<String> others = closure.namesBeside(table);
    boolean alone =
        !others.contains(table.name().name()) && Collections.disjoint(table.key(), text.assigned());
    return alone ? Footprint.of(ids.of(others), row) : null;
  }
}
