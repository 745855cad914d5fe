package dev.hibernatesplit.benchmarks.load.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lag is the age of what a replica has; a counter that a crash has set back goes on. */
class TrailTest {

  private final Trail trail = new Trail();

  @Test
  void who_has_all_that_was_known_is_not_behind() {
    trail.primaryWas(100, 1);
    trail.primaryWas(100, 5);
    assertThat(trail.lag(100, 9)).isZero();
    trail.primaryWas(200, 10);
    assertThat(trail.lag(100, 9)).isZero();
  }

  @Test
  void who_has_not_is_as_far_behind_as_what_it_has_is_old() {
    trail.primaryWas(100, 1);
    trail.primaryWas(100, 5);
    trail.primaryWas(200, 10);
    trail.primaryWas(300, 20);
    assertThat(trail.lag(150, 30)).isEqualTo(25);
    assertThat(trail.lag(200, 30)).isEqualTo(20);
  }

  @Test
  void counters_go_on_after_a_crash() {
    Odometer odometer = new Odometer();
    for (long count : new long[] {100, 130, 7, 9}) {
      odometer.read(Map.of("xact_commit", count));
    }
    assertThat(odometer.total()).containsEntry("xact_commit", 39L);
  }
}
