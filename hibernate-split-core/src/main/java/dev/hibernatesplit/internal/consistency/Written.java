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

  private static final int[] NO_TABLES = {};
  private static final long[] NO_ROWS = {};

  private boolean everything;

  /** Twice their numbers, and one more where not all rows are known. */
  private int[] tables = NO_TABLES;

  private int tableCount;
  private long[] rows = NO_ROWS;
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
      if (table(i) == table) {
        tables[i] |= unknown ? 1 : 0;
        return;
      }
    }
    if (tableCount == tables.length) {
      tables = Arrays.copyOf(tables, Math.max(2, 2 * tableCount));
    }
    tables[tableCount++] = 2 * table + (unknown ? 1 : 0);
  }

  private void add(long row) {
    if (rowCount == rows.length) {
      rows = Arrays.copyOf(rows, Math.max(2, 2 * rowCount));
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
    return tables[index] >> 1;
  }

  /** Whether rows of the table were written that are not among {@link #rows()}. */
  boolean unknownRows(int index) {
    return (tables[index] & 1) != 0;
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
