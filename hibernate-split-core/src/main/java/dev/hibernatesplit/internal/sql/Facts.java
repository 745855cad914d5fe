package dev.hibernatesplit.internal.sql;

import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementInfo.Effect;
import dev.hibernatesplit.spi.StatementKind;
import dev.hibernatesplit.spi.TableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/** What was found out about a text so far; the strictest finding wins. For one thread. */
final class Facts {

  private static final String PLAIN_READ = "plain read";
  private static final int FEW = 16;

  StatementKind kind = StatementKind.READ;
  String detail = PLAIN_READ;
  Effect effect = Effect.NOTHING;
  int joins;
  boolean aggregates;
  boolean transactionTime;

  private TableName[] tables = new TableName[8];
  private int tableCount;
  private final List<TableName> written = new ArrayList<>(2);
  private final List<String> functions = new ArrayList<>(2);

  void clear() {
    kind = StatementKind.READ;
    detail = PLAIN_READ;
    effect = Effect.NOTHING;
    joins = 0;
    aggregates = false;
    transactionTime = false;
    forgetTables();
    written.clear();
    functions.clear();
  }

  private void forgetTables() {
    if (tables.length > FEW) {
      tables = new TableName[FEW];
    }
    Arrays.fill(tables, 0, Math.min(tableCount, tables.length), null);
    tableCount = 0;
  }

  /** Takes the stricter kind, with its detail, and the larger effect. */
  void raise(StatementKind to, String why, Effect what) {
    if (strictness(to) > strictness(kind)) {
      kind = to;
      detail = why;
    }
    if (what.compareTo(effect) > 0) {
      effect = what;
    }
  }

  void odd(String why) {
    raise(StatementKind.UNKNOWN, why, Effect.ANYTHING);
  }

  static int strictness(StatementKind kind) {
    return switch (kind) {
      case READ -> 0;
      case LOCKING_READ -> 1;
      case FUNCTION -> 2;
      case WRITE -> 3;
      case DDL -> 4;
      case UNKNOWN -> 5;
      case CALL -> 6;
      case TRANSACTION -> 7;
      case SESSION -> 8;
    };
  }

  /** What a text inside the text says; its tables are those of the function that reads it. */
  void add(StatementInfo inner, String why) {
    if (inner.kind() != StatementKind.READ) {
      raise(inner.kind(), why + ": " + inner.detail(), Effect.ANYTHING);
    }
    functions.add(why);
    transactionTime |= inner.transactionTime();
  }

  int tableCount() {
    return tableCount;
  }

  void table(TableName table) {
    if (tableCount == tables.length) {
      tables = Arrays.copyOf(tables, 2 * tableCount);
    }
    tables[tableCount++] = table;
  }

  void written(TableName table) {
    table(table);
    written.add(table);
  }

  void function(String name) {
    functions.add(name);
  }

  /** Takes back what turned out to name a recursive common table expression. */
  void forgetTables(String name, int from) {
    int kept = from;
    for (int i = from; i < tableCount; i++) {
      TableName table = tables[i];
      if (table.schema() != null || !table.name().equals(name)) {
        tables[kept++] = table;
      }
    }
    tableCount = kept;
  }

  /** Each table once, in the order of the text. */
  List<TableName> tables() {
    if (tableCount > FEW) {
      return List.copyOf(new LinkedHashSet<>(Arrays.asList(tables).subList(0, tableCount)));
    }
    int distinct = 0;
    for (int i = 0; i < tableCount; i++) {
      if (!contains(distinct, tables[i])) {
        tables[distinct++] = tables[i];
      }
    }
    tableCount = distinct;
    return switch (distinct) {
      case 0 -> List.of();
      case 1 -> List.of(tables[0]);
      case 2 -> List.of(tables[0], tables[1]);
      default -> List.of(Arrays.copyOf(tables, distinct));
    };
  }

  private boolean contains(int count, TableName table) {
    for (int i = 0; i < count; i++) {
      if (tables[i].equals(table)) {
        return true;
      }
    }
    return false;
  }

  StatementInfo info(String sql, List<TableName> named) {
    return new StatementInfo(
        sql,
        kind,
        detail,
        effect,
        named,
        distinct(written),
        distinct(functions),
        joins,
        aggregates,
        transactionTime,
        null);
  }

  private static <T> List<T> distinct(List<T> list) {
    return list.size() < 2 ? List.copyOf(list) : List.copyOf(new LinkedHashSet<>(list));
  }
}
