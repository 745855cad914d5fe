package dev.hibernatesplit.internal.catalogue;

import dev.hibernatesplit.internal.sql.Change;
import dev.hibernatesplit.internal.sql.Table;
import dev.hibernatesplit.internal.sql.Table.Action;
import dev.hibernatesplit.internal.sql.Table.Sort;
import dev.hibernatesplit.spi.TableName;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The answers to {@link TableQueries}, taken row by row. For one thread. */
final class TableRows {

  private static final int ON_INSERT = 4;
  private static final int ON_DELETE = 8;
  private static final int ON_UPDATE = 16;
  private static final int ON_TRUNCATE = 32;

  private final Map<TableName, Row> rows = new HashMap<>();
  private final Map<TableName, List<Action>> actions = new HashMap<>();
  private final Map<TableName, List<TableName>> parents = new HashMap<>();
  private final Map<TableName, List<TableName>> children = new HashMap<>();
  private final Map<TableName, Set<String>> functions = new HashMap<>();

  private record Row(Sort sort, List<String> key, Set<Change> triggers, boolean rules) {}

  void table(ResultSet row) throws SQLException {
    Row table =
        new Row(
            sort(row.getString(3)), key(row.getArray(4)), events(row.getInt(5)), row.getBoolean(6));
    rows.put(name(row, 1), table);
  }

  private static Sort sort(String kind) {
    return switch (kind) {
      case "v" -> Sort.VIEW;
      case "m" -> Sort.MATERIALIZED_VIEW;
      case "f" -> Sort.FOREIGN_TABLE;
      default -> Sort.TABLE;
    };
  }

  private static List<String> key(@Nullable Array columns) throws SQLException {
    return columns == null ? List.of() : List.of((String[]) columns.getArray());
  }

  private static Set<Change> events(int type) {
    Set<Change> events = EnumSet.noneOf(Change.class);
    add(events, type & ON_INSERT, Change.INSERT);
    add(events, type & ON_DELETE, Change.DELETE);
    add(events, type & ON_UPDATE, Change.UPDATE);
    add(events, type & ON_TRUNCATE, Change.TRUNCATE);
    return events;
  }

  private static void add(Set<Change> events, int bit, Change event) {
    if (bit != 0) {
      events.add(event);
    }
  }

  void action(ResultSet row) throws SQLException {
    Action action =
        new Action(name(row, 3), onDelete(row.getString(5)), onUpdate(row.getString(6)));
    actions.computeIfAbsent(name(row, 1), table -> new ArrayList<>()).add(action);
  }

  private static @Nullable Change onDelete(String action) {
    return action.equals("c") ? Change.DELETE : onUpdate(action);
  }

  private static @Nullable Change onUpdate(String action) {
    return switch (action) {
      case "c", "n", "d" -> Change.UPDATE;
      default -> null;
    };
  }

  void child(ResultSet row) throws SQLException {
    TableName parent = name(row, 1);
    TableName child = name(row, 3);
    children.computeIfAbsent(parent, table -> new ArrayList<>()).add(child);
    parents.computeIfAbsent(child, table -> new ArrayList<>()).add(parent);
  }

  void function(ResultSet row) throws SQLException {
    functions.computeIfAbsent(name(row, 1), table -> new HashSet<>()).add(row.getString(3));
  }

  private static TableName name(ResultSet row, int column) throws SQLException {
    return new TableName(row.getString(column), row.getString(column + 1));
  }

  /** All tables, by bare name. */
  Map<String, List<Table>> byName() {
    return rows.entrySet().stream()
        .map(entry -> table(entry.getKey(), entry.getValue()))
        .collect(Collectors.groupingBy(table -> table.name().name()));
  }

  private Table table(TableName name, Row row) {
    return new Table(
        name,
        row.sort,
        row.key,
        row.triggers,
        row.rules,
        functions.getOrDefault(name, Set.of()),
        actions.getOrDefault(name, List.of()),
        parents.getOrDefault(name, List.of()),
        children.getOrDefault(name, List.of()));
  }
}
