package dev.hibernatesplit.internal.consistency;

import org.jspecify.annotations.Nullable;

/**
 * What one caller has written and seen, in whatever sessions.
 *
 * <p>Thread-safe: a caller's reads may run at once. Those that do not know of each other leave no
 * replica with the right to serve on.
 */
final class CallerMemory extends Memory {

  private int version;
  private @Nullable CallerMemory heir;

  /** Changes with every read. */
  synchronized int version() {
    return version;
  }

  @Override
  synchronized void wrote(boolean synchronous, long at) {
    if (heir != null) {
      heir.wrote(synchronous, at);
    }
    super.wrote(synchronous, at);
  }

  @Override
  synchronized void opens(int more) {
    if (heir != null) {
      heir.opens(more);
    }
    super.opens(more);
  }

  @Override
  synchronized void closes(long at) {
    if (heir != null) {
      heir.closes(at);
    }
    super.closes(at);
  }

  /**
   * A read of its own has returned.
   *
   * @param by the number of the replica, or {@link #PRIMARY}
   * @param known what {@link #version} was when the target was found to be right for it
   */
  synchronized void read(int by, long began, long ended, int known) {
    if (heir != null) {
      heir.read(NOBODY, began, ended, known);
    }
    if (by == PRIMARY || (by != NOBODY && known == version)) {
      read(by, began, ended);
    } else {
      readOutOfOrder(by, began, ended);
    }
    version++;
  }

  @Override
  synchronized int lastReplica() {
    return super.lastReplica();
  }

  @Override
  synchronized boolean passed(int replica, Proof proof, long madeAt) {
    return super.passed(replica, proof, madeAt);
  }

  /** It is forgotten: what it has to respect, now or later, another respects from now on. */
  synchronized void leaveTo(CallerMemory other) {
    heir = other;
    other.takesOver(this);
  }

  private synchronized void takesOver(CallerMemory left) {
    inherit(left);
    version++;
  }

  @Override
  synchronized boolean needsInserted() {
    return super.needsInserted();
  }

  @Override
  synchronized long newest() {
    return super.newest();
  }
}
