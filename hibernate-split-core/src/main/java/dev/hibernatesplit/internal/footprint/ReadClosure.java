package dev.hibernatesplit.internal.footprint;

import dev.hibernatesplit.internal.sql.Catalogue;
import dev.hibernatesplit.internal.sql.Catalogue.Relation;
import dev.hibernatesplit.internal.sql.Table;
import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.TableName;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Whose changes may a query see? Looks through views and policies until only tables are left. For
 * one statement, on one thread.
 */
final class ReadClosure {

  private final Catalogue catalogue;
  private final Declared declared;
  private final Set<TableName> seen = new HashSet<>();
  private final Set<String> names = new HashSet<>();
  private boolean everything;

  ReadClosure(Catalogue catalogue, Declared declared) {
    this.catalogue = catalogue;
    this.declared = declared;
  }

  boolean everything() {
    return everything;
  }

  /** The bare names of the tables read. */
  Set<String> names() {
    return names;
  }

  void functions(Collection<String> functions) {
    for (String function : functions) {
      List<TableName> tables = declared.function(function);
      if (tables == null) {
        everything = true;
      } else {
        tables.forEach(this::read);
      }
    }
  }

  /** What nobody knows may be a view over anything. */
  void read(TableName name) {
    List<Table> tables = catalogue.tablesNamed(name);
    everything |= tables.isEmpty();
    tables.forEach(this::read);
  }

  /** Of one row only: what guards it. */
  void row(Table table) {
    definitions(table).forEach(this::definition);
  }

  private void read(Table table) {
    if (!everything && seen.add(table.name())) {
      switch (table.sort()) {
        case TABLE, MATERIALIZED_VIEW -> names.add(table.name().name());
        case FOREIGN_TABLE -> everything = true;
        case VIEW -> everything |= definitions(table).isEmpty();
      }
      definitions(table).forEach(this::definition);
    }
  }

  /** Of a view its query, of a table the policies that guard its rows. */
  private List<StatementInfo> definitions(Table table) {
    return catalogue.relationsNamed(table.name()).stream()
        .map(Relation::definition)
        .filter(Objects::nonNull)
        .toList();
  }

  private void definition(StatementInfo definition) {
    functions(definition.functions());
    definition.tables().forEach(this::read);
  }
}
