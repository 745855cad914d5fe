package dev.hibernatesplit.internal.footprint;

/**
 * The one row of one table that a run of a statement names: by its whole primary key, each column
 * of which is bound as a parameter. Immutable.
 *
 * <p>{@link #hash(long)} and {@link #and(long, long)} make the row's hash, part by part:
 *
 * <pre>{@code
 * long hash = key.hash(RowHash.of(valueOf(key.parameter(0))));
 * for (int part = 1; part < key.parts(); part++) {
 *   hash = key.and(hash, RowHash.of(valueOf(key.parameter(part))));
 * }
 * }</pre>
 *
 * <p>If it is {@link RowHash#NONE}, the row is not known, and the statement touches all of {@link
 * #table()}.
 */
public final class RowKey {

  private final int table;
  private final int[] parameters;

  /**
   * @param table the number of the table
   * @param parameters the JDBC index, from 1, of each column of the key, in the key's order
   */
  public RowKey(int table, int... parameters) {
    this.table = table;
    this.parameters = parameters.clone();
  }

  /** The table, by {@link TableIds}. */
  public int table() {
    return table;
  }

  /** How many columns the key has, at least one. */
  public int parts() {
    return parameters.length;
  }

  /** The JDBC index, from 1, of the parameter that column {@code part}, from 0, must equal. */
  public int parameter(int part) {
    return parameters[part];
  }

  /** The hash of the row, as far as its first column says. */
  public long hash(long first) {
    return RowHash.row(table, first);
  }

  /** The hash of the row, as far as one column more says. */
  public long and(long hash, long next) {
    return RowHash.and(hash, next);
  }
}
