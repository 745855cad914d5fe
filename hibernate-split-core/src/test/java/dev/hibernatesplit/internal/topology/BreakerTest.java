package dev.hibernatesplit.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.config.BreakerConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Times are seconds after noon; three failures in a minute are too many, for five minutes. */
class BreakerTest {

  private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");

  private final Breaker breaker = breaker(3);

  private static Breaker breaker(int maxFailures) {
    return new Breaker(
        new BreakerConfiguration(maxFailures, Duration.ofSeconds(60), Duration.ofSeconds(300)),
        ZoneOffset.UTC);
  }

  @Test
  void it_opens_after_too_many_failures_within_the_window() {
    fails(0, 20);
    closed(20);
    fails(40);
    assertThat(breaker.objection(at(40)))
        .isEqualTo("circuit open until 12:05:40 after 3 failures in 60s");
    open(339);
    closed(340);
  }

  @Test
  void failures_far_apart_do_not_count_together() {
    fails(0, 31, 62, 93, 124);
    closed(124);
  }

  @Test
  void a_failure_as_old_as_the_window_has_left_it() {
    fails(0, 30, 60);
    closed(60);
    fails(61);
    open(61);
  }

  @Test
  void on_trial_one_failure_is_enough() {
    fails(0, 1, 2);
    breaker.admitted(at(302));
    closed(302);
    fails(361);
    assertThat(breaker.objection(at(361)))
        .isEqualTo("circuit open until 12:11:01 after a failure on trial");
  }

  @Test
  void who_served_for_a_window_without_failure_is_no_more_on_trial() {
    fails(0, 1, 2);
    breaker.admitted(at(302));
    fails(362, 363);
    closed(363);
    fails(364);
    open(364);
  }

  @Test
  void one_that_never_opened_puts_nobody_on_trial() {
    fails(0);
    breaker.admitted(at(1));
    fails(2);
    closed(2);
  }

  @Test
  void one_failure_may_be_too_many() {
    Breaker strict = breaker(1);
    strict.failed(at(0));
    assertThat(strict.objection(at(0))).isEqualTo("circuit open until 12:05:00 after 1 failure");
  }

  private void fails(long... seconds) {
    for (long second : seconds) {
      breaker.failed(at(second));
    }
  }

  private void open(long second) {
    assertThat(breaker.objection(at(second))).isNotNull();
  }

  private void closed(long second) {
    assertThat(breaker.objection(at(second))).isNull();
  }

  private static Instant at(long second) {
    return NOON.plusSeconds(second);
  }
}
