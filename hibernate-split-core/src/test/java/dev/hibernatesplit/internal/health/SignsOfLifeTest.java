package dev.hibernatesplit.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.topology.Physical;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignsOfLifeTest {

  private final Map<Physical, Integer> counts = new HashMap<>();
  private final Physical one = new Physical(0, 7, Instant.EPOCH);
  private final Physical other = new Physical(0, 8, Instant.EPOCH);
  private final SignsOfLife signs = new SignsOfLife(() -> Map.copyOf(counts));

  @Test
  void what_was_done_before_somebody_looked_is_none() {
    counts.put(one, 4711);
    assertThat(signs.any()).isFalse();
    signs.look();
    assertThat(signs.any()).isFalse();
  }

  @Test
  void what_is_done_since_on_any_connection_is_one() {
    counts.putAll(Map.of(one, 1, other, 1));
    signs.look();
    counts.put(other, 2);
    assertThat(signs.any()).isTrue();
  }

  @Test
  void so_is_what_a_connection_does_that_is_new() {
    signs.look();
    counts.put(one, 0);
    assertThat(signs.any()).as("nothing yet").isFalse();
    counts.put(one, 1);
    assertThat(signs.any()).isTrue();
  }

  @Test
  void a_connection_that_goes_is_none() {
    counts.putAll(Map.of(one, 1, other, 1));
    signs.look();
    counts.remove(one);
    assertThat(signs.any()).isFalse();
  }

  @Test
  void where_it_is_looked_again_it_begins_anew() {
    signs.look();
    counts.put(one, 1);
    signs.look();
    assertThat(signs.any()).isFalse();
  }
}
