package dev.hibernatesplit.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.LatencyStatistics;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {

  private final Histogram histogram = new Histogram();

  @Test
  void a_bucket_ends_at_most_a_sixteenth_above_what_lies_in_it() {
    for (long nanos = 16_384; nanos < Duration.ofMinutes(30).toNanos(); nanos += nanos / 97 + 1) {
      long end = Histogram.end(Histogram.index(nanos));
      assertThat(end).as("of " + nanos).isBetween(nanos, nanos + nanos / 16 + 1);
    }
  }

  @Test
  void buckets_follow_each_other_without_a_gap() {
    for (int i = 0; i < Histogram.SIZE - 1; i++) {
      assertThat(Histogram.index(Histogram.end(i))).isEqualTo(i);
      assertThat(Histogram.index(Histogram.end(i) + 1)).isEqualTo(i + 1);
    }
  }

  @Test
  void each_power_of_two_ends_a_bucket() {
    for (int power = 10; power <= 40; power++) {
      assertThat(Histogram.end(Histogram.index(1L << power))).isEqualTo(1L << power);
    }
  }

  @Test
  void what_is_out_of_bounds_lies_in_the_first_or_last_bucket() {
    assertThat(Histogram.index(-1)).isZero();
    assertThat(Histogram.index(0)).isZero();
    assertThat(Histogram.index(Long.MAX_VALUE)).isEqualTo(Histogram.SIZE - 1);
  }

  @Test
  void percentiles_are_at_most_a_sixteenth_above_the_true_ones() {
    long[] times = new Random(7).longs(10_000, 50_000, 80_000_000).sorted().toArray();
    for (long time : times) {
      histogram.record(time);
    }
    LatencyStatistics now = histogram.now();
    assertThat(now.count()).isEqualTo(10_000);
    for (int percent : new int[] {1, 50, 90, 99, 100}) {
      long exact = times[percent * 100 - 1];
      assertThat(now.percentile(percent).toNanos()).isBetween(exact, exact + exact / 16 + 1);
    }
  }

  @Test
  void the_sum_is_exact() {
    histogram.record(1_234_567);
    histogram.record(7);
    assertThat(histogram.now().total()).isEqualTo(Duration.ofNanos(1_234_574));
    assertThat(histogram.now().mean()).isEqualTo(Duration.ofNanos(617_287));
  }
}
