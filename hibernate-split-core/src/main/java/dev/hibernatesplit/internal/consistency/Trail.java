package dev.hibernatesplit.internal.consistency;

import dev.hibernatesplit.internal.wal.Position;

/**
 * Where the end of the log was, and when: who has replayed a position has all that was committed
 * before the sample of it was sent. Not thread-safe.
 *
 * <p>Bounded: where the log did not grow, the later moment replaces the earlier one, and when it is
 * full, every other of the older half goes, which can only make the answers more careful.
 */
final class Trail {

  static final int CAPACITY = 1_024;

  private final long[] positions = new long[CAPACITY];
  private final long[] moments = new long[CAPACITY];
  private int size;

  /**
   * A sample, not older than those before it.
   *
   * @param position the end of the log
   * @param sentAt when the sample was sent
   */
  void add(Position position, long sentAt) {
    while (size > 0 && Long.compareUnsigned(positions[size - 1], position.lsn()) >= 0) {
      size--; // for a log that did not grow the later moment is the better one
    }
    if (size == CAPACITY) {
      thinOut();
    }
    positions[size] = position.lsn();
    moments[size++] = sentAt;
  }

  private void thinOut() {
    int kept = 0;
    for (int i = 0; i < CAPACITY; i++) {
      if (i % 2 == 0 || i >= CAPACITY / 2) {
        positions[kept] = positions[i];
        moments[kept++] = moments[i];
      }
    }
    size = kept;
  }

  /** Everything committed before this moment has been replayed by who is at a position. */
  long provenAt(Position replayed) {
    for (int i = size - 1; i >= 0; i--) {
      if (Long.compareUnsigned(positions[i], replayed.lsn()) <= 0) {
        return moments[i];
      }
    }
    return Moments.NEVER;
  }

  void clear() {
    size = 0;
  }
}
