package dev.hibernatesplit.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleClockTest {

  @Test
  void it_shows_no_less_than_the_moment_of_any_sample_that_was_sent() {
    long sent = SampleClock.sends();
    assertThat(SampleClock.newest() - sent).isNotNegative();
  }

  @Test
  void a_sample_after_a_look_is_of_a_later_moment() {
    long look = SampleClock.newest();
    long sent = SampleClock.sends();
    while (sent == look) { // a clock may be coarse
      sent = SampleClock.sends();
    }
    assertThat(sent - look).isPositive();
  }

  @Test
  void it_stands_still_between_samples_and_is_never_ahead_of_the_time() {
    long look = SampleClock.newest();
    assertThat(System.nanoTime() - look).isNotNegative();
  }
}
