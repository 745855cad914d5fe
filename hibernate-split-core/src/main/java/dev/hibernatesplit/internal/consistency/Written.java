package dev.hibernatesplit.internal.consistency;

import dev.hibernatesplit.internal.footprint.Footprint;
import dev.hibernatesplit.internal.footprint.RowHash;
import dev.hibernatesplit.internal.footprint.RowKey;
import java.util.Arrays;

/**
 * What one unit has written so far: everything, or tables and, as far as they are known and few,
 * rows. Used by one thread.
 */
final class Written {

  /** With more rows than this, the tables count as a whole. */
  static final int MOST_ROWS = 1_024;

  private boolean everything;
  private int[] tables = new int[4];
  private boolean[] unknownRows = new boolean[4];
  private int tableCount;
  private long[] rows = new long[4];
  private int rowCount;

  /** Adds what a statement writes. */
  void add(Footprint footprint, long row) {
    everything |= footprint.everything();
    for (int i = 0; i < footprint.tables(); i++) {
      add(footprint.table(i), true);
    }
    RowKey key = footprint.row();
    if (key != null) {
      boolean known = row != RowHash.NONE && rowCount < MOST_ROWS;
      add(key.table(), !known);
      if (known) {
        add(row);
      }
    }
  }

  private void add(int table, boolean unknown) {
    for (int i = 0; i < tableCount; i++) {
      if (tables[i] == table) {
        unknownRows[i] |= unknown;
        return;
      }
    }
    if (tableCount == tables.length) {
      tables = Arrays.copyOf(tables, 2 * tableCount);
      unknownRows = Arrays.copyOf(unknownRows, 2 * tableCount);
    }
    tables[tableCount] = table;
    unknownRows[tableCount++] = unknown;
  }

  private void add(long row) {
    if (rowCount == rows.length) {
      rows = Arrays.copyOf(rows, 2 * rowCount);
    }
    rows[rowCount++] = row;
  }

  boolean nothing() {
    return !everything && tableCount == 0;
  }

  boolean everything() {
    return everything;
  }

  int tables() {
    return tableCount;
  }

  int table(int index) {
    return tables[index];
  }

  /** Whether rows of the table were written that are not among {@link #rows()}. */
  boolean unknownRows(int index) {
    return unknownRows[index];
  }

  int rows() {
    return rowCount;
  }

  long row(int index) {
    return rows[index];
  }

  void clear() {
    everything = false;
    tableCount = 0;
    rowCount = 0;
  }
}
