package dev.hibernatesplit.internal.sql;

import java.util.ArrayList;
import java.util.List;

/** Which names of common table expressions are in scope? For one thread. */
final class CommonTables {

  private static final class Entry {
    final String name;
    final int depth;
    final int firstTable;
    boolean visible;

    Entry(String name, int depth, int firstTable, boolean visible) {
      this.name = name;
      this.depth = depth;
      this.firstTable = firstTable;
      this.visible = visible;
    }
  }

  private final List<Entry> entries = new ArrayList<>(2);

  void clear() {
    entries.clear();
  }

  /**
   * Enters the body of an expression whose WITH stands at {@code depth}.
   *
   * @param tables how many tables were seen before
   * @return how many tables were seen before that WITH
   */
  int declare(String name, int depth, int tables, boolean recursive) {
    int first = tables;
    if (!entries.isEmpty() && entries.get(entries.size() - 1).depth == depth) {
      first = entries.get(entries.size() - 1).firstTable;
    }
    entries.add(new Entry(name, depth, first, recursive));
    return first;
  }

  /** The body is closed: what follows may name it. */
  void show() {
    entries.get(entries.size() - 1).visible = true;
  }

  /** The parenthesis at {@code depth} is closed: what its WITH declared is gone. */
  void leave(int depth) {
    while (!entries.isEmpty() && entries.get(entries.size() - 1).depth >= depth) {
      entries.remove(entries.size() - 1);
    }
  }

  boolean has(String name) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i).visible && entries.get(i).name.equals(name)) {
        return true;
      }
    }
    return false;
  }
}
