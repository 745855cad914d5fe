package dev.hibernatesplit.internal.config;

import static dev.hibernatesplit.internal.config.Asked.problems;
import static dev.hibernatesplit.internal.config.Asked.read;
import static dev.hibernatesplit.internal.config.Asked.replica;
import static dev.hibernatesplit.internal.config.Asked.usual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.spi.ReplicaHealthCheck;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthSettingsTest {

  @Test
  void bounds_of_all_replicas_are_each_ones() {
    LagBounds bounds =
        replica(usual("hibernate.split.max_lag", "10s", "hibernate.split.warn_lag", "2s")).lag();
    assertThat(bounds).isEqualTo(new LagBounds(Duration.ofSeconds(2), Duration.ofSeconds(10)));
  }

  @Test
  void a_replica_may_have_bounds_of_its_own() {
    Map<String, Object> settings =
        usual(
            "hibernate.split.max_lag", "10s",
            "hibernate.split.warn_lag", "2s",
            "hibernate.split.replicas.r1.max_lag", "1h",
            "hibernate.split.replicas.r1.warn_lag", "None");
    assertThat(replica(settings).lag()).isEqualTo(new LagBounds(null, Duration.ofHours(1)));
  }

  @Test
  void the_lower_bound_is_below_the_upper_one() {
    assertThat(
            problems(
                usual(
                    "hibernate.split.max_lag", "10s",
                    "hibernate.split.replicas.r1.warn_lag", "10s")))
        .containsExactly(
            "hibernate.split.replicas.r1.warn_lag = '10s': must be shorter than"
                + " 'hibernate.split.max_lag', which is 10s. Lower it, or remove one of the two.");
  }

  @Test
  void a_bound_shorter_than_what_lag_is_known_to_is_refused() {
    assertThat(problems(usual("hibernate.split.max_lag", "1s")))
        .containsExactly(
            "hibernate.split.max_lag = '1s': must be longer than 'hibernate.split.probe_interval',"
                + " to which lag is known. Raise it, or shorten that interval, which is 1000ms.");
    assertThat(
            problems(
                usual("hibernate.split.max_lag", "1s", "hibernate.split.probe_interval", "200ms")))
        .isEmpty();
  }

  @Test
  void a_bound_is_a_duration() {
    assertThat(problems(usual("hibernate.split.replicas.r1.max_lag", "-5s")))
        .containsExactly(
            "hibernate.split.replicas.r1.max_lag = '-5s': must be positive. Use e.g. '2s', or"
                + " remove the key for the default of none.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", ".3", "1", "1.0"})
  void a_part_is_above_0_and_at_most_1(String weight) {
    assertThat(read(usual("hibernate.split.lag_weight", weight)).probes().lagWeight())
        .isEqualTo(Double.parseDouble(weight));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.0", "1.1", "-0.5", "half", "NaN", "1e-3", "."})
  void other_parts_are_refused(String weight) {
    assertThat(problems(usual("hibernate.split.lag_weight", weight)))
        .containsExactly(
            "hibernate.split.lag_weight = '"
                + weight
                + "': must be a number above 0, at most 1. Use e.g. '0.3', or remove the key for"
                + " the default of 0.5.");
  }

  @Test
  void the_breaker_has_figures() {
    Map<String, Object> settings =
        usual(
            "hibernate.split.max_failures", 5,
            "hibernate.split.failure_window", "10s",
            "hibernate.split.recovery_time", "20s");
    assertThat(read(settings).probes().breaker())
        .isEqualTo(new BreakerConfiguration(5, Duration.ofSeconds(10), Duration.ofSeconds(20)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "many", "2.5"})
  void failures_are_counted_from_1_to_1000(String failures) {
    assertThat(problems(usual("hibernate.split.max_failures", failures)))
        .containsExactly(
            "hibernate.split.max_failures = '"
                + failures
                + "': must be a whole number from 1 to 1000. Use e.g. '5', or remove the key for"
                + " the default of 3.");
  }

  /** A check that can be made by its class. */
  static final class Check implements ReplicaHealthCheck {
    @Override
    public @Nullable String objection(String replica, Connection connection) {
      return null;
    }
  }

  @Test
  void a_check_is_an_object_a_class_or_its_name() {
    ReplicaHealthCheck check = new Check();
    assertThat(asked(check)).isSameAs(check);
    assertThat(asked(Check.class)).isInstanceOf(Check.class);
    assertThat(asked(Check.class.getName())).isInstanceOf(Check.class);
  }

  private static @Nullable ReplicaHealthCheck asked(Object value) {
    return read(usual("hibernate.split.health_check", value)).probes().healthCheck();
  }

  @Test
  void what_is_no_check_is_refused() {
    assertThat(problems(usual("hibernate.split.health_check", String.class)))
        .singleElement()
        .asString()
        .startsWith(
            "hibernate.split.health_check = 'java.lang.String': must implement"
                + " dev.hibernatesplit.spi.ReplicaHealthCheck.");
    assertThat(problems(usual("hibernate.split.health_check", "no.such.Check")))
        .singleElement()
        .asString()
        .contains("no such class can be loaded");
    assertThat(problems(usual("hibernate.split.health_check", 5)))
        .singleElement()
        .asString()
        .contains("must be a ReplicaHealthCheck, a class, or its name");
  }
}
