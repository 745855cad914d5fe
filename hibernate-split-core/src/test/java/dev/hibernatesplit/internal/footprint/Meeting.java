package dev.hibernatesplit.internal.footprint;

import java.util.stream.IntStream;

/** Must a read that touches this see a write that touches that? Of rows, the table is asked. */
final class Meeting {

  private Meeting() {}

  static boolean meet(Footprint write, Footprint read) {
    if (write.nothing() || read.nothing()) {
      return false;
    }
    if (write.everything() || read.everything()) {
      return true;
    }
    return all(write).anyMatch(table -> all(read).anyMatch(other -> other == table));
  }

  private static IntStream all(Footprint footprint) {
    IntStream tables = IntStream.range(0, footprint.tables()).map(footprint::table);
    RowKey row = footprint.row();
    return row == null ? tables : IntStream.concat(tables, IntStream.of(row.table()));
  }
}
