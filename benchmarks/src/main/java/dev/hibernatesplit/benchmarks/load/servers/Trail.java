package dev.hibernatesplit.benchmarks.load.servers;

import java.util.Map;
import java.util.TreeMap;

/** Where the primary was, and when: in it one reads how old a replica's state is. */
final class Trail {

  private final TreeMap<Long, Long> lastSeenAt = new TreeMap<>();

  /**
   * @param time when it was asked, by {@link System#nanoTime()}
   */
  synchronized void primaryWas(long position, long time) {
    lastSeenAt.put(position, time);
  }

  /**
   * How far a replica was behind when it was asked: nothing if it had all that the primary was
   * known to have before.
   *
   * @return nanoseconds
   */
  synchronized long lag(long position, long time) {
    Map.Entry<Long, Long> reached = lastSeenAt.floorEntry(position);
    Map.Entry<Long, Long> next = lastSeenAt.higherEntry(position);
    boolean hasAll = next == null || next.getValue() - time > 0;
    return hasAll || reached == null ? 0 : time - reached.getValue();
  }
}
