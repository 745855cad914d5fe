package dev.hibernatesplit.internal.consistency;

/**
 * What one session has written and seen: its reads never go back behind it.
 *
 * <p>A read raises a fence at the moment it returned. The replica that served it serves on over
 * every connection that was there when the read began: between then and now it was not restarted,
 * so it has not gone back. Another target must have passed a sample of the primary that was sent
 * after the read, for the primary had in its log whatever a replica can have shown. The primary
 * always serves.
 *
 * <p>Used by one thread at a time, as its session; but whose outcome is open may be closed by any.
 */
public sealed class Memory permits CallerMemory {

  /** Stands for the primary among the numbers of targets. */
  static final int PRIMARY = -1;

  /** Stands for a target that nobody knows, or for several. */
  static final int NOBODY = -2;

  private long writtenFlushed;
  private long writtenInserted;
  private volatile long closed;
  private volatile int open;
  private int target = NOBODY;
  private long readBegan;
  private long readEnded;
  private boolean readInserted;

  /** A commit of its own has returned. */
  void wrote(boolean synchronous, long at) {
    if (synchronous) {
      writtenFlushed = Math.max(writtenFlushed, at);
    } else {
      writtenInserted = Math.max(writtenInserted, at);
    }
  }

  /** The outcomes of some writes of its own are not known, each until {@link #closes}. */
  synchronized void opens(int more) {
    open += more;
  }

  /** It is known; who finds none open finds this. From any thread. */
  synchronized void closes(long at) {
    closed = Math.max(closed, at);
    open--;
  }

  /** A read of its own has returned, by the number of a replica, or {@link #PRIMARY}. */
  void read(int by, long began, long ended) {
    target = by;
    readBegan = began;
    readInserted = by == PRIMARY;
    readEnded = Math.max(readEnded, ended);
  }

  /** A read has returned of which it is not known what was read before it. */
  final void readOutOfOrder(int by, long began, long ended) {
    if (target == by && by != NOBODY) {
      readBegan = Math.min(readBegan, began);
    } else {
      target = NOBODY;
      readBegan = began;
      readInserted = true;
    }
    readEnded = Math.max(readEnded, ended);
  }

  /** The number of the replica that served last, below 0 if none did. */
  int lastReplica() {
    return target;
  }

  /**
   * Whether a read may run on a replica without going back, and finds what was written before.
   *
   * @param proof what the replica has, as far as the connection can show it
   * @param madeAt when the connection was made
   */
  boolean passed(int replica, Proof proof, long madeAt) {
    if (open > 0
        || writtenFlushed > proof.flushed()
        || Math.max(writtenInserted, closed) > proof.inserted()) {
      return false;
    }
    boolean servesOn = replica == target && madeAt <= readBegan;
    return servesOn || readEnded <= (readInserted ? proof.inserted() : proof.flushed());
  }

  /** Takes over what another has to respect, now or later. */
  final void inherit(Memory other) {
    opens(other.open);
    writtenFlushed = Math.max(writtenFlushed, other.writtenFlushed);
    writtenInserted = Math.max(writtenInserted, Math.max(other.writtenInserted, other.closed));
    readEnded = Math.max(readEnded, other.readEnded);
    readInserted |= other.readInserted;
    target = NOBODY;
  }

  /** Whether what the primary had flushed is not enough for one of its fences. */
  boolean needsInserted() {
    return writtenInserted > 0 || closed > 0 || readInserted;
  }

  /** No fence of it is newer than this moment. */
  long newest() {
    return open > 0
        ? Long.MAX_VALUE
        : Math.max(Math.max(readEnded, closed), Math.max(writtenFlushed, writtenInserted));
  }
}
