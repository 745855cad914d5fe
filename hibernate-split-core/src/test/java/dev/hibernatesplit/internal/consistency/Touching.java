package dev.hibernatesplit.internal.consistency;

import dev.hibernatesplit.internal.footprint.Footprint;
import dev.hibernatesplit.internal.footprint.RowKey;

/** Footprints made by hand. */
final class Touching {

  private Touching() {}

  static Footprint tables(int... tables) {
    return Footprint.of(tables, null);
  }

  static Footprint row(int table) {
    return Footprint.of(new int[0], new RowKey(table, 1));
  }
}
