package dev.hibernatesplit.internal.footprint;

import dev.hibernatesplit.internal.sql.Catalogue;
import dev.hibernatesplit.internal.sql.Change;
import dev.hibernatesplit.internal.sql.Table;
import dev.hibernatesplit.internal.sql.Table.Action;
import dev.hibernatesplit.spi.TableName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which tables change when some are written? Follows what the database does by itself until nothing
 * is added. For one statement, on one thread.
 */
final class WriteClosure {

  private final Catalogue catalogue;
  private final Declared declared;
  private final Map<TableName, Set<Change>> changed = new HashMap<>();
  private final Set<TableName> again = new HashSet<>();
  private boolean everything;

  WriteClosure(Catalogue catalogue, Declared declared) {
    this.catalogue = catalogue;
    this.declared = declared;
  }

  boolean everything() {
    return everything;
  }

  /** A table that nobody knows may have triggers; so may one made after the last reading. */
  void write(TableName name, Set<Change> changes) {
    List<Table> tables = catalogue.tablesNamed(name);
    everything |= tables.isEmpty();
    tables.forEach(table -> write(table, changes));
  }

  private void write(Table table, Set<Change> changes) {
    Set<Change> more = EnumSet.copyOf(changes);
    if (more.contains(Change.UPDATE) && partOfTree(table)) {
      more.addAll(EnumSet.of(Change.DELETE, Change.INSERT)); // a row may move to another partition
    }
    if (changed.containsKey(table.name())) {
      again.add(table.name());
    }
    Set<Change> before =
        changed.computeIfAbsent(table.name(), name -> EnumSet.noneOf(Change.class));
    more.removeAll(before);
    if (!more.isEmpty() && !everything) {
      before.addAll(more);
      follow(table, more);
    }
  }

  private static boolean partOfTree(Table table) {
    return !table.parents().isEmpty() || !table.children().isEmpty();
  }

  private void follow(Table table, Set<Change> changes) {
    everything |= table.sort() == Table.Sort.FOREIGN_TABLE;
    table.children().forEach(child -> write(child, changes));
    table.actions().forEach(action -> act(action, changes));
    if (table.sort() == Table.Sort.VIEW) {
      view(table, changes);
    }
    if (table.rules() || table.triggers().stream().anyMatch(changes::contains)) {
      touch(declared.triggersOf(table));
    }
    table.functions().forEach(function -> touch(declared.function(function)));
  }

  private void act(Action action, Set<Change> changes) {
    for (Change change : changes) {
      Change there = action.after(change);
      if (there != null) {
        write(action.table(), EnumSet.of(there));
      }
    }
  }

  private void view(Table view, Set<Change> changes) {
    catalogue
        .relationsNamed(view.name())
        .forEach(
            relation -> {
              if (relation.definition() == null) {
                everything = true;
              } else {
                relation.definition().tables().forEach(table -> write(table, changes));
              }
            });
  }

  /** Something runs that touches these tables, in whatever way; null means that nobody says. */
  void touch(@Nullable Collection<TableName> tables) {
    if (tables == null) {
      everything = true;
    } else {
      tables.forEach(table -> write(table, Change.ANY));
    }
  }

  /** Says whether the table is changed by what the text says alone. */
  boolean cameOnce(Table table) {
    return !again.contains(table.name());
  }

  /** The bare names through which a read may see the changes. */
  Set<String> names() {
    return names(changed.keySet());
  }

  /** The same without the changes of {@code table} itself. */
  Set<String> namesBeside(Table table) {
    Set<TableName> others = new HashSet<>(changed.keySet());
    others.remove(table.name());
    return names(others);
  }

  private Set<String> names(Set<TableName> changes) {
    Set<TableName> tables = new HashSet<>(changes);
    Deque<TableName> left = new ArrayDeque<>(tables);
    while (!left.isEmpty()) {
      for (Table table : catalogue.tablesNamed(left.pop())) {
        table.parents().stream().filter(tables::add).forEach(left::push);
      }
    }
    return tables.stream().map(TableName::name).collect(Collectors.toSet());
  }
}
