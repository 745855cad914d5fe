package dev.hibernatesplit.testing.simulated;

/**
 * When has the library seen a server, and where was it then? By {@link System#nanoTime()}.
 * Thread-safe.
 *
 * <p>One counts from when its connection was taken, which is before it was sent, and is told when
 * the connection goes back, which is after the library has made use of it.
 */
final class Sightings {

  private boolean any;
  private long last;
  private long before;
  private long position;

  synchronized void add(long takenAt, long at) {
    before = any ? last : takenAt;
    last = takenAt;
    position = at;
    any = true;
  }

  /** Whether there was one after a moment. */
  synchronized boolean since(long moment) {
    return any && last - moment >= 0;
  }

  /** Whether there were two. */
  synchronized boolean twiceSince(long moment) {
    return any && before - moment >= 0;
  }

  /** Whether the library saw it there the last time. */
  synchronized boolean at(long wanted) {
    return any && position == wanted;
  }
}
