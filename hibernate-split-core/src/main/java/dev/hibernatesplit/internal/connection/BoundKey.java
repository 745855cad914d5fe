package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.internal.consistency.Promises;
import dev.hibernatesplit.internal.footprint.RowHash;
import dev.hibernatesplit.internal.footprint.RowKey;
import java.util.Arrays;

/**
 * Which row do the parameters of a prepared statement name, and which rows its batch? For one
 * thread.
 */
final class BoundKey {

  private static final long[] NONE = {};

  private final RowKey key;
  private final long[] parts;
  private long[] batch = NONE;
  private int batched;

  BoundKey(RowKey key) {
    this.key = key;
    this.parts = new long[key.parts()];
  }

  /**
   * A parameter was bound.
   *
   * @param hash the hash of its value; {@link RowHash#NONE} for one that names no row
   */
  void bound(int index, long hash) {
    for (int part = 0; part < parts.length; part++) {
      if (key.parameter(part) == index) {
        parts[part] = hash;
      }
    }
  }

  void clear() {
    Arrays.fill(parts, RowHash.NONE);
  }

  /** The hash of the row that is named now; {@link RowHash#NONE} if it is not known. */
  long row() {
    long hash = key.hash(parts[0]);
    for (int part = 1; part < parts.length; part++) {
      hash = key.and(hash, parts[part]);
    }
    return hash == Promises.ROW_LATER ? RowHash.NONE : hash;
  }

  /** What is bound now joins the batch. */
  void addBatch() {
    if (batched == batch.length) {
      batch = Arrays.copyOf(batch, Math.max(16, 2 * batched));
    }
    batch[batched++] = row();
  }

  void clearBatch() {
    batched = 0;
  }

  int batched() {
    return batched;
  }

  long batched(int index) {
    return batch[index];
  }
}
