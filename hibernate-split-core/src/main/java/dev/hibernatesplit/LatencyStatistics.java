package dev.hibernatesplit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long did something take, how often? Immutable.
 *
 * <p>What was timed lies in buckets whose ends are at most 1/16 apart (below 16 µs: one µs), from a
 * microsecond to half an hour. So percentiles are the end of a bucket: never below the true one,
 * and at most 6.25 % above it.
 *
 * @param buckets those that are not empty, from short to long
 * @param total the sum of all, exact
 */
public record LatencyStatistics(List<Bucket> buckets, Duration total) {

  /** Nothing was timed. */
  public static final LatencyStatistics NONE = new LatencyStatistics(List.of(), Duration.ZERO);

  /**
   * So many took no longer than this, and longer than the bucket before may say.
   *
   * @param upTo its end
   * @param count how many, above 0
   */
  public record Bucket(Duration upTo, long count) {}

  public LatencyStatistics {
    buckets = List.copyOf(buckets);
  }

  /** How many were timed. */
  public long count() {
    return buckets.stream().mapToLong(Bucket::count).sum();
  }

  /** How many took no longer than this; exact where it is a power of two of nanoseconds. */
  public long upTo(Duration longest) {
    return buckets.stream()
        .filter(bucket -> bucket.upTo.compareTo(longest) <= 0)
        .mapToLong(Bucket::count)
        .sum();
  }

  /** The mean; zero if nothing was timed. */
  public Duration mean() {
    long count = count();
    return count == 0 ? Duration.ZERO : total.dividedBy(count);
  }

  /**
   * The time that so many percent did not exceed; zero if nothing was timed.
   *
   * @param percent above 0, at most 100
   * @throws IllegalArgumentException for any other
   */
  public Duration percentile(double percent) {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException(percent + " % must be above 0 and at most 100.");
    }
    long left = (long) Math.ceil(count() * percent / 100);
    for (Bucket bucket : buckets) {
      left -= bucket.count;
      if (left <= 0) {
        return bucket.upTo;
      }
    }
    return Duration.ZERO;
  }

  /** The median. */
  public Duration p50() {
    return percentile(50);
  }

  /** What nine of ten did not exceed. */
  public Duration p90() {
    return percentile(90);
  }

  /** What 99 of a hundred did not exceed. */
  public Duration p99() {
    return percentile(99);
  }

  /** What none exceeded. */
  public Duration max() {
    return percentile(100);
  }

  /** Those between an earlier moment and this one. */
  LatencyStatistics since(LatencyStatistics earlier) {
    Map<Duration, Long> counts = new HashMap<>();
    buckets.forEach(bucket -> counts.put(bucket.upTo, bucket.count));
    earlier.buckets.forEach(bucket -> counts.merge(bucket.upTo, -bucket.count, Long::sum));
    List<Bucket> between = new ArrayList<>();
    counts.forEach(
        (upTo, count) -> {
          if (count > 0) {
            between.add(new Bucket(upTo, count));
          }
        });
    between.sort(Comparator.comparing(Bucket::upTo));
    return new LatencyStatistics(between, total.minus(earlier.total));
  }

  /** A few words for an operator. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d timed: p50 %s, p90 %s, p99 %s, max %s",
        count(),
        inWords(p50()),
        inWords(p90()),
        inWords(p99()),
        inWords(max()));
  }

  private static String inWords(Duration time) {
    return String.format(Locale.ROOT, "%.2f ms", time.toNanos() / 1e6);
  }
}
