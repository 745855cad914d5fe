package dev.hibernatesplit.internal.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.wal.Position;
import org.junit.jupiter.api.Test;

/** From positions and moments to what is proven. */
class TrailTest {

  private final Trail trail = new Trail();

  @Test
  void who_has_replayed_a_position_has_what_was_there_when_it_was_sampled() {
    trail.add(new Position(100), 1);
    trail.add(new Position(200), 2);
    assertThat(trail.provenAt(new Position(99))).isEqualTo(Moments.NEVER);
    assertThat(trail.provenAt(new Position(100))).isEqualTo(1);
    assertThat(trail.provenAt(new Position(199))).isEqualTo(1);
    assertThat(trail.provenAt(new Position(200))).isEqualTo(2);
    assertThat(trail.provenAt(new Position(-1))).isEqualTo(2); // positions have no sign
  }

  @Test
  void on_an_idle_primary_the_proof_grows_younger_without_a_new_position() {
    trail.add(new Position(100), 1);
    trail.add(new Position(100), 9);
    assertThat(trail.provenAt(new Position(100))).isEqualTo(9);
  }

  @Test
  void a_full_trail_forgets_and_is_never_wrong_for_it() {
    for (int i = 1; i <= 10 * Trail.CAPACITY; i++) {
      trail.add(new Position(10L * i), i);
    }
    for (int at = 1; at < 100 * Trail.CAPACITY; at += 7) {
      assertThat(trail.provenAt(new Position(at))).isLessThanOrEqualTo(at / 10);
    }
    int newest = 10 * Trail.CAPACITY;
    assertThat(trail.provenAt(new Position(10L * newest))).isEqualTo(newest);
  }
}
