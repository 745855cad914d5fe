package dev.hibernatesplit.internal.statistics;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts by number, of which few are ever used: those take memory, and threads that count the same
 * do not meet. Thread-safe; counting allocates nothing but at the first time of a number.
 */
final class Tally {

  private final AtomicReferenceArray<LongAdder> counts;

  /**
   * @param size numbers are from 0 to below this
   */
  Tally(int size) {
    counts = new AtomicReferenceArray<>(size);
  }

  /**
   * One more of this number.
   *
   * @return whether it is the first
   */
  boolean add(int number) {
    LongAdder count = counts.get(number);
    if (count != null) {
      count.increment();
      return false;
    }
    LongAdder made = new LongAdder();
    boolean first = counts.compareAndSet(number, null, made);
    counts.get(number).increment();
    return first;
  }

  long of(int number) {
    LongAdder count = counts.get(number);
    return count == null ? 0 : count.sum();
  }

  int size() {
    return counts.length();
  }
}
