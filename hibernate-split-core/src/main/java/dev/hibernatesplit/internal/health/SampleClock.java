package dev.hibernatesplit.internal.health;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that stands still until a server is sampled. Where moments are compared with samples and
 * with nothing else, it is as good as the time, and costs a look: a sample of a later moment than
 * it shows is sent after that look. Thread-safe.
 *
 * <p>One for the process, as sessions of several factories may meet in what they saw.
 */
public final class SampleClock {

  private static final AtomicLong NEWEST = new AtomicLong(System.nanoTime());

  private SampleClock() {}

  /**
   * A sample is about to be sent, which is so from now on: who looks and does not see it looked
   * before.
   *
   * @return its moment, by {@link System#nanoTime()}
   */
  static long sends() {
    long now = System.nanoTime();
    NEWEST.accumulateAndGet(now, (one, other) -> one - other > 0 ? one : other);
    return now;
  }

  /** The latest moment of a sample that may have been sent, by {@link System#nanoTime()}. */
  public static long newest() {
    return NEWEST.get();
  }
}
