package dev.hibernatesplit.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;

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
}
