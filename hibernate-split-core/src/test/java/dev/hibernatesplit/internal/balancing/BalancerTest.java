package dev.hibernatesplit.internal.balancing;

import static dev.hibernatesplit.internal.balancing.Balancer.LEAST_CONNECTIONS;
import static dev.hibernatesplit.internal.balancing.Balancer.LOWEST_LATENCY;
import static dev.hibernatesplit.internal.balancing.Balancer.NEAREST;
import static dev.hibernatesplit.internal.balancing.Balancer.RANDOM;
import static dev.hibernatesplit.internal.balancing.Balancer.ROUND_ROBIN;
import static dev.hibernatesplit.internal.balancing.Replicas.busy;
import static dev.hibernatesplit.internal.balancing.Replicas.measured;
import static dev.hibernatesplit.internal.balancing.Replicas.replica;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BalancerTest {

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ROUND_ROBIN")
  void those_that_are_idle_and_alike_share_by_weight(Balancer balancer) {
    Shares shares = Shares.of(balancer.make(), replica("a", 2), replica("b", 1), replica("c", 0.1));
    shares.are("a", 2 / 3.1);
    shares.are("b", 1 / 3.1);
    shares.are("c", 0.1 / 3.1);
  }

  @ParameterizedTest
  @EnumSource
  void one_that_is_alone_serves_all(Balancer balancer) {
    assertThat(Shares.of(balancer.make(), busy(replica("a", 0.1), 9)).of("a")).isEqualTo(1);
  }

  @Test
  void only_a_balancer_that_compares_latencies_has_statements_timed() {
    assertThat(Stream.of(Balancer.values()).filter(b -> b.make().comparesLatency()))
        .containsExactly(LOWEST_LATENCY);
  }

  @Test
  void round_robin_looks_at_no_weight() {
    Shares shares = Shares.of(ROUND_ROBIN.make(), replica("a", 9), replica("b", 0.1));
    assertThat(shares.of("a")).isEqualTo(0.5);
  }

  @Test
  void random_is_not_the_same_order_again_and_again() {
    var turns = RANDOM.make().among(List.of(replica("a", 1), replica("b", 1)));
    long alike =
        Stream.generate(turns::next).limit(10_000).filter(first -> first == turns.next()).count();
    assertThat(alike).isBetween(4_000L, 6_000L);
  }

  @Test
  void the_busier_of_two_is_never_chosen_for_its_weight() {
    Shares shares =
        Shares.of(LEAST_CONNECTIONS.make(), busy(replica("a", 2), 4), busy(replica("b", 1), 1));
    assertThat(shares.of("b")).isEqualTo(1);
  }

  @Test
  void those_that_are_as_busy_as_their_weights_say_share_by_weight() {
    Shares shares =
        Shares.of(LEAST_CONNECTIONS.make(), busy(replica("a", 2), 4), busy(replica("b", 1), 2));
    shares.are("a", 2 / 3.0);
  }

  /** Two different ones are compared, so the worst of all never wins. */
  @ParameterizedTest
  @EnumSource(names = {"LOWEST_LATENCY", "NEAREST"})
  void a_slow_one_serves_nothing_while_another_does(Balancer balancer) {
    Shares shares =
        Shares.of(
            balancer.make(),
            measured("slow", 2, 50_000),
            measured("a", 1, 1_000),
            measured("b", 1, 1_100));
    assertThat(shares.of("slow")).isZero();
    shares.are("a", 0.5);
  }

  /** A quarter, or half a millisecond where that is more. */
  @ParameterizedTest
  @EnumSource(names = {"LOWEST_LATENCY", "NEAREST"})
  void a_difference_that_says_nothing_makes_none(Balancer balancer) {
    Shares.of(balancer.make(), measured("a", 1, 100), measured("b", 1, 590)).are("a", 0.5);
    Shares.of(balancer.make(), measured("a", 1, 8_000), measured("b", 1, 9_900)).are("a", 0.5);
    Shares.of(balancer.make(), measured("a", 1, 8_000), measured("b", 1, 10_100)).are("a", 1);
    Shares.of(balancer.make(), measured("a", 1, 100), measured("b", 1, 610)).are("a", 1);
  }

  @Test
  void what_waits_in_front_of_a_quick_one_makes_it_slow() {
    Shares shares =
        Shares.of(
            LOWEST_LATENCY.make(),
            busy(measured("quick", 1, 5_000), 9),
            measured("slow", 1, 20_000));
    assertThat(shares.of("slow")).isEqualTo(1);
  }

  @Test
  void twice_the_weight_may_have_twice_as_much_waiting() {
    Shares shares =
        Shares.of(
            LOWEST_LATENCY.make(),
            busy(measured("a", 2, 20_000), 8),
            busy(measured("b", 1, 20_000), 4));
    shares.are("a", 2 / 3.0);
  }

  @Test
  void one_that_loses_statements_is_slow_for_a_while() {
    Member losing = measured("losing", 1, 1_000);
    losing.load().failed();
    assertThat(Shares.of(LOWEST_LATENCY.make(), losing, measured("a", 1, 1_000)).of("losing"))
        .isZero();
  }

  @Test
  void the_nearest_are_those_that_were_measured() {
    Shares shares = Shares.of(NEAREST.make(), replica("unknown", 1), measured("far", 1, 100_000));
    assertThat(shares.of("far")).isEqualTo(1);
  }
}
