package dev.hibernatesplit.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.internal.balancing.Balancer;
import dev.hibernatesplit.internal.balancing.OwnBalancer;
import dev.hibernatesplit.internal.balancing.WeightedRoundRobin;
import dev.hibernatesplit.spi.LoadBalancer;
import dev.hibernatesplit.spi.ServingReplica;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BalancingReaderTest {

  private static final String PREFIX = "hibernate.split.";
  private static final String EAST = PREFIX + "replicas.r1.region";

  static final class Mine implements LoadBalancer {
    @Override
    public Turns among(List<ServingReplica> replicas) {
      return () -> replicas.get(0);
    }
  }

  private static BalancingConfiguration read(Object... keysAndValues) {
    return Asked.read(Asked.usual(keysAndValues)).balancing();
  }

  private static List<String> problems(Object... keysAndValues) {
    return Asked.problems(Asked.usual(keysAndValues));
  }

  @Test
  void the_defaults_are_what_the_constants_say() {
    BalancingConfiguration defaults = read();
    assertThat(defaults.balancer()).isInstanceOf(WeightedRoundRobin.class);
    assertThat(SplitSettings.DEFAULT_BALANCER).isEqualTo(Balancer.WEIGHTED_ROUND_ROBIN.word());
    assertThat(defaults.slowStart())
        .isEqualTo(Durations.parse(SplitSettings.DEFAULT_SLOW_START))
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(defaults.regions().own()).isNull();
    assertThat(defaults.regions().nearest()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void every_balancer_has_a_word_in_any_case(Balancer balancer) {
    String word = balancer.word().toUpperCase(Locale.ROOT);
    assertThat(read(PREFIX + "balancer", word).balancer())
        .hasSameClassAs(balancer.make())
        .isNotInstanceOf(OwnBalancer.class);
  }

  @Test
  void a_balancer_may_be_an_object_a_class_or_its_name() {
    Mine mine = new Mine();
    assertThat(read(PREFIX + "balancer", mine).balancer()).isEqualTo(new OwnBalancer(mine));
    for (Object value : List.of(Mine.class, Mine.class.getName())) {
      assertThat(read(PREFIX + "balancer", value).balancer())
          .isInstanceOfSatisfying(
              OwnBalancer.class, own -> assertThat(own.balancer()).isInstanceOf(Mine.class));
    }
  }

  @Test
  void what_is_no_balancer_is_a_problem() {
    assertThat(problems(PREFIX + "balancer", "least_connection"))
        .containsExactly(
            "hibernate.split.balancer = 'least_connection': no such balancer. Use one of:"
                + " weighted_round_robin, round_robin, random, least_connections, lowest_latency,"
                + " nearest; or the full name of a class of yours.");
    assertThat(problems(PREFIX + "balancer", "no.such.Type"))
        .singleElement()
        .asString()
        .contains("no such class can be loaded");
    assertThat(problems(PREFIX + "balancer", String.class))
        .singleElement()
        .asString()
        .contains("must implement dev.hibernatesplit.spi.LoadBalancer");
    assertThat(problems(PREFIX + "balancer", List.of(new Mine(), new Mine())))
        .singleElement()
        .asString()
        .contains("must be one balancer");
    assertThat(problems(PREFIX + "balancer", " "))
        .singleElement()
        .asString()
        .contains("must not be empty");
  }

  @ParameterizedTest
  @CsvSource({"0s, 0", "0ms, 0", "00 m, 0", "30s, 30", "1m, 60"})
  void a_slow_start_may_take_no_time(String text, int seconds) {
    assertThat(read(PREFIX + "slow_start", text).slowStart()).hasSeconds(seconds);
  }

  @Test
  void a_slow_start_may_be_an_object() {
    assertThat(read(PREFIX + "slow_start", Duration.ZERO).slowStart()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, must have a unit", "-1s, must be positive", "soon, must be a number"})
  void a_slow_start_that_cannot_be_is_a_problem(String text, String rule) {
    assertThat(problems(PREFIX + "slow_start", text)).singleElement().asString().contains(rule);
  }

  @Test
  void regions_are_read_with_what_is_near_them() {
    BalancingConfiguration read =
        read(
            EAST,
            "east",
            PREFIX + "region",
            "south",
            PREFIX + "regions.south.nearest",
            " east , ",
            PREFIX + "regions.north.nearest",
            List.of("east"));
    assertThat(read.regions().own()).isEqualTo("south");
    assertThat(read.regions().replicas()).containsExactly("east");
    assertThat(read.regions().nearest())
        .isEqualTo(Map.of("south", List.of("east"), "north", List.of("east")));
  }

  @Test
  void a_region_in_a_list_that_no_replica_is_in_is_a_problem() {
    assertThat(problems(EAST, "east", PREFIX + "regions.south.nearest", "esat, east"))
        .containsExactly(
            "hibernate.split.regions.south.nearest = 'esat': no replica is in that region."
                + " Did you mean 'east'?");
    assertThat(problems(PREFIX + "regions.south.nearest", "east"))
        .containsExactly(
            "hibernate.split.regions.south.nearest = 'east': no replica is in that region."
                + " Set 'hibernate.split.replicas.<name>.region' for the replicas that are there.");
  }
}
