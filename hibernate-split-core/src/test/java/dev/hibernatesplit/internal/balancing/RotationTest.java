package dev.hibernatesplit.internal.balancing;

import static dev.hibernatesplit.internal.balancing.Replicas.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RotationTest {

  private static final Member E1 = in("east", "e1", 20_000);
  private static final Member E2 = in("east", "e2", 21_000);
  private static final Member W1 = in("west", "w1", 60_000);
  private static final Member NOWHERE = in(null, "n1", 90_000);
  private static final Set<String> ALL = Set.of("east", "west", "south", "north");

  private static Rotation rotation(Regions regions, Member... members) {
    return Rotation.of(List.of(members), Set.of("x"), new WeightedRoundRobin(), regions);
  }

  private static Regions regions(@Nullable String own, Map<String, List<String>> nearest) {
    return new Regions(own, nearest, ALL);
  }

  private static Set<@Nullable String> turns(Rotation rotation, @Nullable String region) {
    return Stream.generate(() -> rotation.next(region)).limit(20).collect(Collectors.toSet());
  }

  @Test
  void a_region_is_served_by_its_own_replicas_which_take_turns() {
    Rotation rotation = rotation(regions(null, Map.of()), E1, E2, W1, NOWHERE);
    assertThat(turns(rotation, "east")).containsExactlyInAnyOrder("e1", "e2");
    assertThat(turns(rotation, "west")).containsExactly("w1");
    assertThat(turns(rotation, null)).containsExactlyInAnyOrder("e1", "e2", "w1", "n1");
  }

  @Test
  void a_list_says_who_serves_where_none_of_the_region_does() {
    Regions regions = regions(null, Map.of("south", List.of("north", "west", "east")));
    assertThat(turns(rotation(regions, E1, E2, W1, NOWHERE), "south")).containsExactly("w1");
    assertThat(turns(rotation(regions, E1, E2, NOWHERE), "south"))
        .containsExactlyInAnyOrder("e1", "e2");
  }

  @Test
  void after_the_list_and_without_one_the_nearest_by_measurement_serve() {
    Regions regions = regions(null, Map.of("south", List.of("north")));
    Rotation rotation = rotation(regions, W1, E1, E2, NOWHERE);
    assertThat(turns(rotation, "south")).containsExactlyInAnyOrder("e1", "e2");
    assertThat(turns(rotation, "north")).containsExactlyInAnyOrder("e1", "e2");
    assertThat(turns(rotation(regions, W1, NOWHERE), "north")).containsExactly("w1");
    assertThat(turns(rotation(regions, NOWHERE), "north")).containsExactly("n1");
  }

  @Test
  void the_order_by_measurement_follows_what_is_measured_without_anything_being_published() {
    Member near = in("east", "e1", 1_000);
    Member far = in("west", "w1", 2_000);
    Rotation rotation = rotation(regions(null, Map.of()), near, far);
    assertThat(rotation.next("south")).isEqualTo("e1");
    for (int i = 0; i < 5; i++) {
      near.load().roundTrip(9_000_000);
    }
    assertThat(rotation.next("south")).isEqualTo("w1");
  }

  @Test
  void a_region_is_as_far_as_its_median() {
    Member one = in("west", "w1", 1_000);
    Member odd = in("west", "w2", 50_000);
    Member other = in("west", "w3", 60_000);
    Rotation rotation = rotation(regions(null, Map.of()), one, odd, other, E1, E2);
    assertThat(turns(rotation, "north")).containsExactlyInAnyOrder("e1", "e2");
    assertThat(turns(rotation(regions(null, Map.of()), one, odd, E1, E2), "north"))
        .containsExactlyInAnyOrder("w1", "w2");
  }

  @Test
  void the_region_of_the_program_counts_where_nobody_asks_for_another() {
    Rotation rotation = rotation(regions("west", Map.of()), E1, E2, W1);
    assertThat(turns(rotation, null)).containsExactly("w1");
    assertThat(turns(rotation, "east")).containsExactlyInAnyOrder("e1", "e2");
    assertThat(turns(rotation(regions("west", Map.of()), E1, E2), null))
        .containsExactlyInAnyOrder("e1", "e2");
  }

  @Test
  void the_region_of_the_program_may_be_one_without_replicas() {
    Regions regions = new Regions("elsewhere", Map.of(), Set.of("east", "west"));
    assertThat(turns(rotation(regions, E1, W1), null)).containsExactly("e1");
    assertThat(turns(rotation(regions, E1, W1), "elsewhere")).containsExactly("e1");
  }

  @Test
  void a_region_that_nobody_named_is_an_error_that_names_the_others() {
    Rotation rotation = rotation(regions(null, Map.of()), E1, W1);
    assertThatThrownBy(() -> rotation.next("wset"))
        .isInstanceOfSatisfying(
            NoChoiceException.class, e -> assertThat(e.sqlState()).isEqualTo("42704"))
        .hasMessageContaining("'wset'")
        .hasMessageContaining("east, north, south, west");
    assertThatThrownBy(() -> Rotation.empty().next("west"))
        .hasMessageContaining("hibernate.split.replicas.<name>.region");
  }

  @Test
  void where_nobody_serves_a_region_that_is_known_is_no_error() {
    assertThat(rotation(regions(null, Map.of())).next("west")).isNull();
    assertThatThrownBy(() -> rotation(regions(null, Map.of())).next("wset"))
        .isInstanceOf(NoChoiceException.class);
  }

  @Test
  void the_turns_of_those_that_are_left_out_go_to_the_others() {
    Rotation left = rotation(regions("west", Map.of()), E1, E2, W1).without(Set.of("w1", "e1"));
    assertThat(turns(left, null)).containsExactly("e2");
    assertThat(left.shares("w1")).isFalse();
    assertThat(left.serves("w1")).isFalse();
    assertThat(left.serves("x")).isTrue();
    Rotation none = left.without(Set.of("e2", "x"));
    assertThat(none.next()).isNull();
    assertThat(none.serves("x")).isFalse();
  }

  @Test
  void without_regions_a_balancer_is_asked_once() {
    List<Integer> asked = new ArrayList<>();
    Rotation.of(
        List.of(E1, E2),
        Set.of(),
        replicas -> {
          asked.add(replicas.size());
          return () -> replicas.get(0);
        });
    assertThat(asked).containsExactly(2);
  }

  @Test
  void a_replica_serves_on_while_it_does_little_more_than_its_share() {
    Member kept = Replicas.replica("kept", 1);
    Member heavy = Replicas.replica("heavy", 3);
    Rotation rotation = rotation(Regions.NONE, kept, heavy);
    Replicas.busy(kept, 1);
    assertThat(rotation.servesOn("kept")).as("1 of 1, its share is a quarter").isTrue();
    Replicas.busy(kept, 1);
    assertThat(rotation.servesOn("kept")).as("2 of 2").isFalse();
    Replicas.busy(heavy, 3);
    assertThat(rotation.servesOn("kept")).as("2 of 5").isTrue();
    Replicas.busy(kept, 38);
    Replicas.busy(heavy, 97);
    assertThat(rotation.servesOn("kept")).as("40 of 140: a seventh above its share").isTrue();
    Replicas.busy(kept, 10);
    assertThat(rotation.servesOn("kept")).as("50 of 150: a third above").isFalse();
    assertThat(rotation.servesOn("heavy")).isTrue();
    assertThat(rotation.servesOn("x")).as("it serves only what names it").isFalse();
  }

  @Test
  void those_elsewhere_or_farther_off_make_nobody_busy() {
    Member kept = in("east", "kept", 20_000);
    Rotation regional =
        rotation(regions("east", Map.of()), Replicas.busy(kept, 8), in("west", "w", 1));
    assertThat(regional.servesOn("kept")).isTrue();
    Member close = Replicas.busy(in(null, "close", 1_000), 8);
    assertThat(rotation(Regions.NONE, close, in(null, "far", 30_000)).servesOn("close")).isTrue();
    assertThat(rotation(Regions.NONE, close, in(null, "idle", 1_100)).servesOn("close")).isFalse();
  }
}
