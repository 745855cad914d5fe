package dev.hibernatesplit.internal.balancing;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LoadTest {

  private long now;
  private final Load load = Load.timed(() -> now);

  private void passes(double millis) {
    now += (long) (millis * 1_000_000);
  }

  private void statement(double millis) {
    long begin = load.begins();
    passes(millis);
    load.ended(begin);
  }

  private double latency() {
    return load.latency() / 1e6;
  }

  @Test
  void nothing_is_known_at_first() {
    assertThat(load.latency()).isZero();
    assertThat(load.roundTrip()).isZero();
    assertThat(load.inFlight()).isZero();
  }

  @Test
  void a_peak_counts_at_once() {
    statement(1);
    statement(50);
    assertThat(latency()).isEqualTo(50);
  }

  @Test
  void after_a_second_of_short_ones_about_a_third_of_a_peak_is_left() {
    statement(101);
    passes(999);
    statement(1);
    assertThat(latency()).isCloseTo(1 + 100 / Math.E, within(0.01));
  }

  @Test
  void how_fast_a_peak_decays_is_a_matter_of_time_and_not_of_how_many_samples_there_are() {
    statement(101);
    for (int i = 0; i < 1_000; i++) {
      statement(1);
    }
    assertThat(latency()).isCloseTo(1 + 100 / Math.E, within(0.1));
  }

  @Test
  void probes_alone_show_that_a_slow_one_is_quick_again() {
    statement(200);
    int seconds = 0;
    while (latency() > 1.5) {
      passes(1_000);
      load.roundTrip(MILLISECONDS.toNanos(1));
      seconds++;
    }
    assertThat(seconds).isBetween(3, 8);
  }

  @Test
  void a_slow_one_without_statements_is_known_by_its_probes() {
    for (int i = 0; i < 30; i++) {
      passes(1_000);
      load.roundTrip(MILLISECONDS.toNanos(100));
    }
    assertThat(latency()).isCloseTo(100, within(0.01));
  }

  @Test
  void a_failure_counts_as_a_second() {
    statement(1);
    load.failed();
    assertThat(latency()).isEqualTo(1_000);
  }

  @Test
  void a_clock_that_stands_still_takes_nothing_away() {
    statement(50);
    load.ended(load.begins());
    assertThat(latency()).isEqualTo(50);
  }

  @Test
  void a_round_trip_is_the_least_of_the_last_five() {
    load.roundTrip(9);
    assertThat(load.roundTrip()).isEqualTo(9);
    load.roundTrip(2);
    for (int i = 0; i < 4; i++) {
      load.roundTrip(7);
      assertThat(load.roundTrip()).isEqualTo(2);
    }
    load.roundTrip(7);
    assertThat(load.roundTrip()).isEqualTo(7);
  }

  @Test
  void where_nobody_compares_latencies_no_statement_is_timed() {
    Load untimed = new Load();
    untimed.ended(untimed.begins());
    assertThat(untimed.begins()).isEqualTo(Long.MIN_VALUE);
    assertThat(untimed.latency()).isZero();
  }

  @Test
  void what_is_timed_to_be_remembered_is_not_compared() {
    Load remembered = Load.of(false, true);
    remembered.ended(remembered.begins());
    assertThat(remembered.latencies().count()).isEqualTo(1);
    assertThat(remembered.latency()).isZero();
    load.ended(load.begins());
    assertThat(load.latencies().count()).isZero();
  }

  @Test
  void connections_are_counted_while_they_are_in_use() {
    load.taken();
    load.taken();
    load.returned();
    assertThat(load.inFlight()).isEqualTo(1);
  }
}
