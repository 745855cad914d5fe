package dev.hibernatesplit.internal.consistency;

import org.jspecify.annotations.Nullable;

/**
 * What one session, or one caller, has written and seen: its reads never go back behind it.
 *
 * <p>A read raises a fence at the moment it returned. The replica that served it serves on over
 * every connection that was there when the read began: between then and now it was not restarted,
 * so it has not gone back. Another target must have passed a sample of the primary that was sent
 * after the read, for the primary had in its log whatever a replica can have shown. The primary
 * always serves.
 *
 * <p>Thread-safe: a caller's reads may run at once. Those that do not know of each other leave no
 * replica with the right to serve on.
 */
public final class Memory {

  /** Stands for the primary among the numbers of targets. */
  static final int PRIMARY = -1;

  private static final int NOBODY = -2;

  private long writtenFlushed;
  private long writtenInserted;
  private int open;
  private int target = NOBODY;
  private long readBegan;
  private long readEnded;
  private boolean readInserted;
  private int version;
  private @Nullable Memory heir;

  /** A commit of its own has returned. */
  synchronized void wrote(boolean synchronous, long at) {
    if (heir != null) {
      heir.wrote(synchronous, at);
    }
    if (synchronous) {
      writtenFlushed = Math.max(writtenFlushed, at);
    } else {
      writtenInserted = Math.max(writtenInserted, at);
    }
  }

  synchronized void opens() {
    open++;
  }

  synchronized void closes(long at) {
    open--;
    if (heir != null) {
      heir.closes(at);
    }
    wrote(false, at);
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
    boolean inOrder = by == PRIMARY || (by != NOBODY && known == version);
    if (target == by) {
      readBegan = inOrder ? began : Math.min(readBegan, began);
    } else {
      target = inOrder ? by : NOBODY;
      readBegan = began;
      readInserted |= !inOrder;
    }
    if (inOrder) {
      readInserted = by == PRIMARY;
    }
    readEnded = Math.max(readEnded, ended);
    version++;
  }

  /** Changes with every read. */
  synchronized int version() {
    return version;
  }

  /** The number of the replica that served last, below 0 if none did. */
  synchronized int lastReplica() {
    return target;
  }

  /**
   * Whether a read may run on a replica without going back, and finds what was written before.
   *
   * @param proof what the replica has, as far as the connection can show it
   * @param madeAt when the connection was made
   */
  synchronized boolean passed(int replica, Proof proof, long madeAt) {
    if (open > 0 || writtenFlushed > proof.flushed() || writtenInserted > proof.inserted()) {
      return false;
    }
    boolean servesOn = replica == target && madeAt <= readBegan;
    return servesOn || readEnded <= (readInserted ? proof.inserted() : proof.flushed());
  }

  /** It is forgotten: what it has to respect, now or later, another respects from now on. */
  synchronized void leaveTo(Memory other) {
    heir = other;
    other.inherit(open, writtenFlushed, writtenInserted, readEnded, readInserted);
  }

  private synchronized void inherit(
      int opened, long flushed, long inserted, long read, boolean readAnywhere) {
    open += opened;
    writtenFlushed = Math.max(writtenFlushed, flushed);
    writtenInserted = Math.max(writtenInserted, inserted);
    readEnded = Math.max(readEnded, read);
    readInserted |= readAnywhere;
    target = NOBODY;
    version++;
  }

  /** Whether what the primary had flushed is not enough for one of its fences. */
  synchronized boolean needsInserted() {
    return writtenInserted > 0 || readInserted;
  }

  /** No fence of it is newer than this moment. */
  synchronized long newest() {
    return open > 0
        ? Long.MAX_VALUE
        : Math.max(readEnded, Math.max(writtenFlushed, writtenInserted));
  }
}
