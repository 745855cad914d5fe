package dev.hibernatesplit.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RotationWithoutTest {

  private static Member member(String name) {
    return new Member(name, null, 1, new Load());
  }

  private static final List<Member> THREE = List.of(member("a"), member("b"), member("c"));

  @Test
  void the_others_share_the_turns_of_those_who_are_left_out() {
    Rotation left = Rotation.of(THREE, Set.of("x"), new WeightedRoundRobin()).without(Set.of("b"));
    assertThat(Stream.generate(left::next).limit(6)).containsOnly("a", "c");
    assertThat(left.shares("b")).isFalse();
    assertThat(left.serves("b")).isFalse();
    assertThat(left.serves("x")).isTrue();
    assertThat(left.shares("x")).isFalse();
  }

  @Test
  void nobody_is_left() {
    Rotation none =
        Rotation.of(THREE, Set.of("x"), new WeightedRoundRobin())
            .without(Set.of("a", "b", "c", "x"));
    assertThat(none.next()).isNull();
    assertThat(none.serves("x")).isFalse();
  }

  @Test
  void a_balancer_that_insists_is_overruled() {
    Rotation stubborn =
        Rotation.of(THREE, Set.of(), replicas -> () -> replicas.get(1)).without(Set.of("b"));
    assertThat(stubborn.next()).isEqualTo("c");
  }

  @Test
  void turns_are_laid_out_once_for_the_same_ones_left_out() {
    List<Integer> asked = new ArrayList<>();
    Rotation all =
        Rotation.of(
            THREE,
            Set.of(),
            replicas -> {
              asked.add(replicas.size());
              return () -> replicas.get(0);
            });
    Set<String> out = new HashSet<>(Set.of("b"));
    Rotation once = all.without(out);
    assertThat(all.without(Set.of("b"))).isSameAs(once);
    assertThat(asked).containsExactly(3, 2);
    out.add("a");
    assertThat(all.without(out).next()).isEqualTo("c");
    assertThat(all.without(Set.of("b")).next()).isEqualTo("a");
  }

  @Test
  void no_more_are_remembered_than_there_is_room_for() {
    Rotation all = Rotation.of(THREE, Set.of(), new WeightedRoundRobin());
    for (int i = 0; i < 1_000; i++) {
      assertThat(all.without(Set.of("gone" + i)).next()).isNotNull();
    }
    assertThat(all.without(Set.of("gone999"))).isNotSameAs(all.without(Set.of("gone999")));
    assertThat(all.without(Set.of("gone0"))).isSameAs(all.without(Set.of("gone0")));
  }
}
