package dev.hibernatesplit.internal.consistency;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When was what put into a cache, by its key? A fixed number of places: keys that share one only
 * make reads more careful. Thread-safe; takes no lock and allocates nothing.
 */
public final class Shelf {

  private static final int PLACES = 1 << 14;

  private final AtomicLongArray moments = new AtomicLongArray(PLACES);

  /** Something that was read or written before now is about to be put there. */
  public void put(Object key) {
    moments.accumulateAndGet(place(key), Moments.now(), Math::max);
  }

  /** What is there under a key has been committed before this moment, if it was put by us. */
  public long since(Object key) {
    return moments.get(place(key));
  }

  private static int place(Object key) {
    int hash = key.hashCode();
    return (hash ^ (hash >>> 15)) & (PLACES - 1);
  }
}
