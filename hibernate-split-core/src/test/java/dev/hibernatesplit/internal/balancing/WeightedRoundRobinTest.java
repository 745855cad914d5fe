package dev.hibernatesplit.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.spi.LoadBalancer;
import dev.hibernatesplit.spi.ServingReplica;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WeightedRoundRobinTest {

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
    assertThat(turns(Rotations.of(weights("r1", 1, "r2", 1)), 4))
        .containsExactly("r1", "r2", "r1", "r2");
  }

  @Test
  void a_weight_is_a_share_that_is_spread_over_the_round() {
    assertThat(turns(Rotations.of(weights("big", 4, "small", 2)), 6))
        .containsExactly("big", "small", "big", "big", "small", "big");
  }

  @Test
  void a_part_of_a_weight_is_a_part_of_the_share() {
    List<Member> members =
        List.of(new Member("cold", null, 0.1, new Load()), new Member("warm", null, 1, new Load()));
    Rotation rotation = Rotation.of(members, Set.of(), new WeightedRoundRobin());
    assertThat(turns(rotation, 11)).containsOnlyOnce("cold");
  }

  @Test
  void nobody_serves_where_nobody_is_there() {
    assertThat(Rotations.of(Map.of()).next()).isNull();
    assertThat(Rotation.empty().next()).isNull();
  }

  @Test
  void the_round_goes_on_when_the_counter_overflows() {
    List<ServingReplica> members =
        List.copyOf(Rotations.members(weights("r1", 1, "r2", 1, "r3", 1)));
    LoadBalancer.Turns turns =
        new WeightedRoundRobin.Round(members.toArray(ServingReplica[]::new), Integer.MAX_VALUE - 1);
    assertThat(IntStream.range(0, 9).mapToObj(i -> turns.next()))
        .containsAll(members)
        .doesNotContainNull();
  }
}
