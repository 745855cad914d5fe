package dev.hibernatesplit.internal.balancing;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.hibernatesplit.LatencyStatistics;
import dev.hibernatesplit.internal.statistics.Latencies;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How busy is a target, and how fast? Thread-safe; who runs or routes a statement meets no lock.
 *
 * <p>The latency is a peak that decays: a longer sample counts at once, shorter ones draw it down
 * to themselves with a time constant of a second, however many there are. Threads write it without
 * looking at each other. Where two meet, one sample is lost, at worst a peak; a replica that has
 * become slow goes on giving long ones.
 */
public final class Load {

  static final double TIME_CONSTANT = SECONDS.toNanos(1);
  static final long FAILURE = SECONDS.toNanos(1);
  private static final double HALF_A_MILLISECOND = 500_000;
  private static final int TRIPS = 5;
  private static final long NOT_TIMED = Long.MIN_VALUE;

  private final AtomicInteger inFlight = new AtomicInteger();
  private final long[] trips = new long[TRIPS];
  private final boolean compared;
  private final @Nullable Latencies latencies;
  private final LongSupplier clock;
  private int trip;
  private volatile long roundTrip;
  private volatile double latency;
  private volatile long sampled;

  private Load(boolean compared, @Nullable Latencies latencies, LongSupplier clock) {
    this.compared = compared;
    this.latencies = latencies;
    this.clock = clock;
    Arrays.fill(trips, Long.MAX_VALUE);
  }

  /** One whose statements nobody needs the time of. */
  public Load() {
    this(false, null, System::nanoTime);
  }

  /**
   * @param compared whether it is compared with others by its latency
   * @param remembered whether it is to tell its {@link #latencies}
   */
  public static Load of(boolean compared, boolean remembered) {
    return new Load(compared, remembered ? new Latencies() : null, System::nanoTime);
  }

  /**
   * @param clock nanoseconds since any moment
   */
  static Load timed(LongSupplier clock) {
    return new Load(true, null, clock);
  }

  /** A connection of it is to be taken, which may take its time. */
  public void taken() {
    inFlight.getAndIncrement();
  }

  /** It came back, or there was none. */
  public void returned() {
    inFlight.getAndDecrement();
  }

  /** A statement begins on it; {@link #ended} expects what this returns. */
  public long begins() {
    return compared || (latencies != null && latencies.chooses()) ? clock.getAsLong() : NOT_TIMED;
  }

  /** A statement on it ended, well or not; costs nothing where statements are not timed. */
  public void ended(long begin) {
    if (begin != NOT_TIMED) {
      long now = clock.getAsLong();
      if (compared) {
        sample(now - begin, now);
      }
      if (latencies != null) {
        latencies.record(now - begin);
      }
    }
  }

  /** A statement was lost on it, which counts as a long one. */
  public void failed() {
    sample(FAILURE, clock.getAsLong());
  }

  /**
   * A probe's way there and back took so long, in nanoseconds. Counts as a statement, too: so one
   * that serves nothing because it is slow is seen to be fast again.
   */
  public synchronized void roundTrip(long nanos) {
    trips[trip] = nanos;
    trip = (trip + 1) % TRIPS;
    roundTrip = Arrays.stream(trips).min().orElseThrow();
    sample(nanos, clock.getAsLong());
  }

  private void sample(long nanos, long now) {
    double before = latency;
    double left =
        nanos >= before ? 0 : (before - nanos) * Math.exp((sampled - now) / TIME_CONSTANT);
    latency = nanos + left;
    sampled = now;
  }

  /** How long its statements have taken so far, as far as they were timed for that. */
  public LatencyStatistics latencies() {
    return latencies == null ? LatencyStatistics.NONE : latencies.now();
  }

  /** How many of its connections are in use, or waited for. */
  public int inFlight() {
    return inFlight.get();
  }

  /** How long its statements take of late, in nanoseconds; 0 while nobody knows. */
  public long latency() {
    return (long) latency;
  }

  /** How long a probe's way there and back takes at best of late; 0 while nobody knows. */
  public long roundTrip() {
    return roundTrip;
  }

  /** Whether a time is so near the least that the difference says nothing. */
  static boolean near(double nanos, double least) {
    return nanos <= least + Math.max(least / 4, HALF_A_MILLISECOND);
  }
}
