package dev.hibernatesplit.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.config.LagBounds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LagGuardTest {

  private final LagGuard guard =
      new LagGuard(new LagBounds(Duration.ofSeconds(2), Duration.ofSeconds(10)), 0.3);

  @Test
  void a_little_lag_changes_nothing() {
    sees(1.9);
    assertThat(guard.objection()).isNull();
    assertThat(guard.share()).isEqualTo(1);
  }

  @Test
  void over_the_lower_bound_it_serves_a_part() {
    sees(2.1);
    assertThat(guard.objection()).isNull();
    assertThat(guard.share()).isEqualTo(0.3);
    assertThat(guard.inWords()).isEqualTo("lagging 2.1s (4711 bytes) > warn_lag 2s");
  }

  @Test
  void over_the_upper_bound_it_serves_nothing() {
    sees(10.4);
    assertThat(guard.objection()).isEqualTo("lagging 10.4s (4711 bytes) > max_lag 10s");
  }

  @Test
  void it_comes_back_when_it_was_clearly_below_twice_in_a_row() {
    sees(10.4);
    sees(8.5);
    assertThat(guard.objection())
        .isEqualTo("lagging 8.5s (4711 bytes), not yet clearly below max_lag 10s");
    sees(7.9);
    sees(8.1);
    sees(7.9);
    assertThat(guard.objection()).isNotNull();
    sees(7.9);
    assertThat(guard.objection()).isNull();
    assertThat(guard.share()).isEqualTo(0.3);
  }

  @Test
  void at_the_bound_it_does_not_flap() {
    sees(10.1);
    for (int i = 0; i < 20; i++) {
      sees(9.9);
      assertThat(guard.objection()).isNotNull();
      sees(10.1);
      assertThat(guard.objection()).isNotNull();
    }
  }

  @Test
  void what_nobody_knows_is_too_much() {
    guard.sees(new Lag.Unknown("for a test"));
    assertThat(guard.objection())
        .isEqualTo("lagging nobody knows how far (for a test), and max_lag 10s");
    assertThat(guard.share()).isEqualTo(0.3);
    sees(0);
    assertThat(guard.objection()).isNull();
    assertThat(guard.share()).isEqualTo(1);
  }

  @Test
  void before_anything_is_known_it_serves_nothing() {
    assertThat(guard.objection()).isNotNull();
  }

  @Test
  void without_bounds_lag_does_not_matter() {
    LagGuard indifferent = new LagGuard(LagBounds.NONE, 0.3);
    indifferent.sees(new Lag.Unknown("for a test"));
    assertThat(indifferent.objection()).isNull();
    assertThat(indifferent.share()).isEqualTo(1);
  }

  private void sees(double seconds) {
    guard.sees(new Lag.Known(Duration.ofMillis(Math.round(seconds * 1000)), 4711));
  }
}
