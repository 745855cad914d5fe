package dev.hibernatesplit.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RotationTest {

  private static List<@Nullable String> turns(Rotation rotation, int count) {
    return IntStream.range(0, count).mapToObj(i -> rotation.next()).toList();
  }

  private static Map<String, Integer> weights(Object... namesAndWeights) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    for (int i = 0; i < namesAndWeights.length; i += 2) {
      weights.put((String) namesAndWeights[i], (Integer) namesAndWeights[i + 1]);
    }
    return weights;
  }

  @Test
  void equals_take_turns() {
    assertThat(turns(Rotation.of(weights("r1", 1, "r2", 1)), 4))
        .containsExactly("r1", "r2", "r1", "r2");
  }

  @Test
  void a_weight_is_a_share_that_is_spread_over_the_round() {
    assertThat(turns(Rotation.of(weights("big", 4, "small", 2)), 6))
        .containsExactly("big", "small", "big", "big", "small", "big");
  }

  @Test
  void a_weight_of_zero_never_serves() {
    assertThat(turns(Rotation.of(weights("r1", 0, "r2", 1)), 3)).containsOnly("r2");
  }

  @Test
  void nobody_serves_where_all_weights_are_zero_or_nobody_is_there() {
    assertThat(Rotation.of(weights("r1", 0)).next()).isNull();
    assertThat(Rotation.of(Map.of()).next()).isNull();
  }

  @Test
  void the_round_goes_on_when_the_counter_overflows() {
    Rotation rotation = Rotation.of(weights("r1", 1, "r2", 1, "r3", 1));
    rotation.startAt(Integer.MAX_VALUE - 1);
    assertThat(turns(rotation, 9)).contains("r1", "r2", "r3").doesNotContainNull();
  }
}
