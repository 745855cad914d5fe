package dev.hibernatesplit.internal.statistics;

import dev.hibernatesplit.LatencyStatistics;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long do the statements of a target take? Thread-safe.
 *
 * <p>A look at the clock costs more than all else that is counted of a statement. So the first are
 * all timed, and later ones by lot, which no rhythm of the application falls in with.
 */
public final class Latencies {

  static final int ALL_OF_THE_FIRST = 1_000;
  static final int LATER_ONE_IN = 8;

  private final Histogram histogram = new Histogram();
  private int first;
  private volatile boolean many;

  /** Whether the next one is to be timed. */
  public boolean chooses() {
    return !many || (ThreadLocalRandom.current().nextInt() & (LATER_ONE_IN - 1)) == 0;
  }

  /** One took so many nanoseconds. Where two threads meet, a few more count as the first. */
  public void record(long nanos) {
    histogram.record(nanos);
    if (!many && ++first >= ALL_OF_THE_FIRST) {
      many = true;
    }
  }

  /** Everything that was timed by now. */
  public LatencyStatistics now() {
    return histogram.now();
  }
}
