package dev.hibernatesplit.internal.consistency;

import dev.hibernatesplit.internal.footprint.Footprint;
import dev.hibernatesplit.internal.footprint.TableIds;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The fences of one database: what was committed when, by whoever shares them. Thread-safe.
 *
 * <p>A commit that is known to have been synchronous is in the log that the primary had flushed
 * when it returned, every other in the log that it had inserted. An <em>open</em> fence has no
 * moment yet: nobody passes it until it is closed.
 */
final class Fences {

  private final Lane flushed = new Lane();
  private final Lane inserted = new Lane();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger everythingOpen = new AtomicInteger();
  private final AtomicIntegerArray tablesOpen = new AtomicIntegerArray(TableIds.CAPACITY);

  /**
   * A commit has returned.
   *
   * @param synchronous whether it is known that it had been flushed then
   */
  void raise(Written written, boolean synchronous, long at) {
    (synchronous ? flushed : inserted).raise(written, at);
  }

  /** Nobody knows what was written, or how. */
  void raiseEverything(long at) {
    inserted.raiseEverything(at);
  }

  /** Something may be committed from now on, until {@link #close}. */
  void open(Written written) {
    count(written, 1);
  }

  /** From now on nothing more of it is committed. */
  void close(Written written, long at) {
    raise(written, false, at);
    count(written, -1);
  }

  private void count(Written written, int by) {
    if (written.everything()) {
      everythingOpen.addAndGet(by);
    }
    for (int i = 0; i < written.tables(); i++) {
      tablesOpen.addAndGet(written.table(i), by);
    }
    open.addAndGet(by);
  }

  /** When the newest commit returned that is known of. */
  long newest() {
    return Math.max(flushed.newest(), inserted.newest());
  }

  /** When the newest of them returned that is not known to have been synchronous. */
  long newestInserted() {
    return inserted.newest();
  }

  /** When the newest commit returned that wrote a table, as far as that is known. */
  long newest(int table) {
    return Math.max(flushed.newest(table), inserted.newest(table));
  }

  /** Whether a commit that writes a table may come that nobody will tell of before it is there. */
  boolean isOpen(int table) {
    return everythingOpen.get() > 0 || tablesOpen.get(table) > 0;
  }

  /** Whether a commit may come that nobody will tell of before it is there. */
  boolean anyOpen() {
    return open.get() > 0;
  }

  /** Whether a replica has everything, whatever a read must see. */
  boolean passedByAll(Proof proof) {
    return flushed.newest() <= proof.flushed()
        && inserted.newest() <= proof.inserted()
        && open.get() == 0;
  }

  /** Whether a replica has all that a read must see of what was committed. */
  boolean passed(Footprint read, long row, Proof proof) {
    return flushed.passed(read, row, proof.flushed())
        && inserted.passed(read, row, proof.inserted())
        && closedFor(read);
  }

  private boolean closedFor(Footprint read) {
    if (open.get() == 0) {
      return true;
    }
    if (read.everything() || everythingOpen.get() > 0) {
      return false;
    }
    for (int i = 0; i < read.tables(); i++) {
      if (tablesOpen.get(read.table(i)) > 0) {
        return false;
      }
    }
    return read.row() == null || tablesOpen.get(read.row().table()) == 0;
  }
}
