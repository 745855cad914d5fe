package dev.hibernatesplit.internal.footprint;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a statement touches, as a read of it or as a write: everything, or some tables and at most
 * one row besides. Immutable; one serves every run of a text, so asking it allocates nothing.
 *
 * <p>{@link #tables()} are touched anywhere; of the table of {@link #row()}, which is not among
 * them, one row only is touched.
 */
public final class Footprint {

  /** Touches no table. */
  public static final Footprint NOTHING = new Footprint(false, new int[0], null);

  /** May touch any table. */
  public static final Footprint EVERYTHING = new Footprint(true, new int[0], null);

  private final boolean everything;
  private final int[] tables;
  private final @Nullable RowKey row;

  private Footprint(boolean everything, int[] tables, @Nullable RowKey row) {
    this.everything = everything;
    this.tables = tables;
    this.row = row;
  }

  /**
   * @param tables the numbers of the tables that are touched anywhere
   * @param row the row that is touched besides, of another table
   */
  public static Footprint of(int[] tables, @Nullable RowKey row) {
    if (tables.length == 0 && row == null) {
      return NOTHING;
    }
    return new Footprint(false, Arrays.stream(tables).sorted().distinct().toArray(), row);
  }

  /** Whether any table may be touched; then no table and no row is named. */
  public boolean everything() {
    return everything;
  }

  /** Whether no table is touched. */
  public boolean nothing() {
    return this == NOTHING;
  }

  /** How many tables are touched anywhere. */
  public int tables() {
    return tables.length;
  }

  /** The number, by {@link TableIds}, of the {@code index}th of them, from 0; each comes once. */
  public int table(int index) {
    return tables[index];
  }

  /** The row that is touched besides, or null. */
  public @Nullable RowKey row() {
    return row;
  }

  @Override
  public String toString() {
    String rest = row == null ? "" : " and a row of " + row.table();
    return everything ? "everything" : Arrays.toString(tables) + rest;
  }
}
