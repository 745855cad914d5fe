package dev.hibernatesplit.internal.consistency;

import dev.hibernatesplit.internal.footprint.Footprint;
import dev.hibernatesplit.internal.footprint.RowHash;
import dev.hibernatesplit.internal.footprint.RowKey;
import dev.hibernatesplit.internal.footprint.TableIds;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The fences of the commits of one kind: when was each table, each row and everything last written?
 *
 * <p>A fixed number of moments that only grow: raising one is a store, checking one a comparison;
 * neither allocates nor locks. Two times a table: any write of it, and writes of rows that are not
 * known; rows share a fixed number of places, where a collision can only make reads more careful.
 * Thread-safe.
 */
final class Lane {

  static final int ROWS = 1 << 14;

  /** A row whose key is not known yet; no hash is this. */
  static final long ROW_LATER = -1;

  private final AtomicLong newest = new AtomicLong();
  private final AtomicLong everything = new AtomicLong();
  private final AtomicLongArray any = new AtomicLongArray(TableIds.CAPACITY);
  private final AtomicLongArray unknownRow = new AtomicLongArray(TableIds.CAPACITY);
  private final AtomicLongArray rows = new AtomicLongArray(ROWS);

  void raise(Written written, long at) {
    if (written.everything()) {
      raiseEverything(at);
      return;
    }
    for (int i = 0; i < written.tables(); i++) {
      raise(any, written.table(i), at);
      if (written.unknownRows(i)) {
        raise(unknownRow, written.table(i), at);
      }
    }
    for (int i = 0; i < written.rows(); i++) {
      raise(rows, place(written.row(i)), at);
    }
    newest.accumulateAndGet(at, Math::max);
  }

  void raiseEverything(long at) {
    everything.accumulateAndGet(at, Math::max);
    newest.accumulateAndGet(at, Math::max);
  }

  private static void raise(AtomicLongArray moments, int index, long at) {
    for (long now = moments.get(index); now < at; now = moments.get(index)) {
      if (moments.weakCompareAndSetVolatile(index, now, at)) {
        return;
      }
    }
  }

  /** When anything was last written. */
  long newest() {
    return newest.get();
  }

  /** When a table was last written, by itself or with everything else. */
  long newest(int table) {
    return Math.max(any.get(table), everything.get());
  }

  /**
   * Whether who has everything up to a moment has all that a read must see.
   *
   * @param row the hash of the row that is read; {@link RowHash#NONE} if it is not known, {@link
   *     #ROW_LATER} if it will be
   */
  boolean passed(Footprint read, long row, long proven) {
    if (newest.get() <= proven) {
      return true;
    }
    if (read.everything() || everything.get() > proven) {
      return false;
    }
    for (int i = 0; i < read.tables(); i++) {
      if (any.get(read.table(i)) > proven) {
        return false;
      }
    }
    RowKey key = read.row();
    return key == null || rowPassed(key.table(), row, proven);
  }

  private boolean rowPassed(int table, long row, long proven) {
    if (row == RowHash.NONE) {
      return any.get(table) <= proven;
    }
    return unknownRow.get(table) <= proven && (row == ROW_LATER || rows.get(place(row)) <= proven);
  }

  private static int place(long row) {
    return (int) (row ^ (row >>> 32)) & (ROWS - 1);
  }
}
