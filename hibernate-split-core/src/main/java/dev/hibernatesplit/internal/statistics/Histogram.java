package dev.hibernatesplit.internal.statistics;

import dev.hibernatesplit.LatencyStatistics;
import dev.hibernatesplit.LatencyStatistics.Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long did they take? Sixteen buckets for each doubling of the time, from a microsecond to half
 * an hour. Thread-safe; recording allocates nothing and meets no lock.
 *
 * <p>Of our own, and not HdrHistogram's: that has several counts for all threads to meet at (or
 * copies of all buckets for each), and would be one more jar for everybody who splits.
 */
public final class Histogram {

  private static final int UNIT_BITS = 10; // a unit is 1,024 ns
  private static final int SUB_BITS = 4;
  private static final int SUBS = 1 << SUB_BITS;
  private static final int LONGEST_BITS = 31;
  static final int SIZE = (LONGEST_BITS - SUB_BITS + 2) * SUBS;

  private final Tally counts = new Tally(SIZE);
  private final LongAdder total = new LongAdder();

  /** One took so many nanoseconds. */
  public void record(long nanos) {
    counts.add(index(nanos));
    total.add(nanos);
  }

  static int index(long nanos) {
    long units = Math.max(0, nanos - 1) >>> UNIT_BITS;
    if (units < SUBS) {
      return (int) units;
    }
    int bits = Long.SIZE - 1 - Long.numberOfLeadingZeros(units);
    if (bits > LONGEST_BITS) {
      return SIZE - 1;
    }
    return (bits - SUB_BITS + 1) * SUBS + (int) (units >>> (bits - SUB_BITS)) - SUBS;
  }

  /** The longest time in nanoseconds that a bucket is for. */
  static long end(int index) {
    if (index < SUBS) {
      return (index + 1L) << UNIT_BITS;
    }
    int shift = index / SUBS - 1;
    return (long) (index % SUBS + SUBS + 1) << (shift + UNIT_BITS);
  }

  /** Everything that was recorded by now. */
  public LatencyStatistics now() {
    List<Bucket> buckets = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      long count = counts.of(i);
      if (count > 0) {
        buckets.add(new Bucket(Duration.ofNanos(end(i)), count));
      }
    }
    return new LatencyStatistics(buckets, Duration.ofNanos(total.sum()));
  }
}
