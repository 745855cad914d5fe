package dev.hibernatesplit.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SplitMetricsTest {

  private final Counted figures = new Counted();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private void bind() {
    new SplitMetrics(figures, Tags.of("factory", "shop")).bindTo(registry);
  }

  private double counter(SplitMeter meter, String... tags) {
    return registry.get(meter.meterName()).tags(tags).functionCounter().count();
  }

  private double gauge(SplitMeter meter, String... tags) {
    return registry.get(meter.meterName()).tags(tags).gauge().value();
  }

  private Collection<Meter> meters(SplitMeter meter) {
    return registry.get(meter.meterName()).meters();
  }

  @Test
  void what_is_registered_is_what_the_catalogue_says() {
    figures.happen();
    bind();
    assertThat(registry.getMeters().stream().map(meter -> meter.getId().getName()).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(SplitMeter.values()).map(SplitMeter::meterName).toList());
    for (SplitMeter said : SplitMeter.values()) {
      assertThat(meters(said))
          .as(said.meterName())
          .allSatisfy(
              meter -> {
                Meter.Id id = meter.getId();
                assertThat(id.getType()).isEqualTo(said.type());
                assertThat(id.getBaseUnit()).isEqualTo(said.unit());
                assertThat(id.getDescription()).isEqualTo(said.description());
                assertThat(keys(id)).containsExactlyInAnyOrderElementsOf(said.tags());
              });
    }
  }

  private static List<String> keys(Meter.Id id) {
    return id.getTags().stream()
        .map(Tag::getKey)
        .filter(key -> !key.equals("factory"))
        .collect(Collectors.toList());
  }

  @Test
  void statements_come_with_what_they_are_and_why_they_ran_there() {
    bind();
    figures.happen();
    figures.ran("r1", TargetRole.REPLICA, RoutingReason.READ_ONLY_UNIT, "select 1");
    assertThat(counter(SplitMeter.STATEMENTS, "target", "r1", "reason", "read_only_unit"))
        .isEqualTo(2);
    assertThat(
            counter(
                SplitMeter.STATEMENTS,
                "target",
                "primary",
                "role",
                "primary",
                "kind",
                "write",
                "reason",
                "write"))
        .isEqualTo(1);
    assertThat(meters(SplitMeter.STATEMENTS)).hasSize(3);
  }

  @Test
  void what_went_wrong_counts() {
    bind();
    figures.happen();
    assertThat(counter(SplitMeter.FALL_BACKS, "target", "primary", "reason", "fence")).isEqualTo(1);
    assertThat(counter(SplitMeter.FALL_BACKS, "target", "primary", "reason", "no_replica"))
        .isZero();
    assertThat(counter(SplitMeter.RETRIES, "target", "r1")).isEqualTo(1);
    assertThat(counter(SplitMeter.FAILURES, "target", "r1")).isEqualTo(1);
    assertThat(counter(SplitMeter.OUTAGES, "target", "r1")).isEqualTo(1);
    assertThat(counter(SplitMeter.FENCE_WAITS_IN_VAIN)).isEqualTo(1);
    assertThat(
            registry
                .get(SplitMeter.FENCE_WAITS.meterName())
                .functionTimer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(3);
  }

  @Test
  void targets_show_how_they_are() {
    bind();
    assertThat(gauge(SplitMeter.LEADING, "target", "primary")).isEqualTo(1);
    assertThat(gauge(SplitMeter.SERVING, "target", "r1")).isZero();
    assertThat(gauge(SplitMeter.IN_FLIGHT, "target", "r1")).isEqualTo(2);
    assertThat(gauge(SplitMeter.LAG, "target", "r1")).isEqualTo(1.5);
    assertThat(gauge(SplitMeter.LAG_SIZE, "target", "r1")).isEqualTo(42);
    assertThat(gauge(SplitMeter.LAG, "target", "primary")).isNaN();
    assertThat(gauge(SplitMeter.POOL_CONNECTIONS, "target", "primary", "state", "idle"))
        .isEqualTo(7);
    assertThat(gauge(SplitMeter.POOL_PENDING, "target", "primary")).isEqualTo(1);
  }

  @Test
  void buckets_grow_to_the_count() {
    bind();
    assertThat(counter(SplitMeter.LATENCY_BUCKETS, "target", "r1", "le", "0.000524288")).isZero();
    assertThat(counter(SplitMeter.LATENCY_BUCKETS, "target", "r1", "le", "0.001048576"))
        .isEqualTo(3);
    assertThat(counter(SplitMeter.LATENCY_BUCKETS, "target", "r1", "le", "17.179869184"))
        .isEqualTo(3);
    assertThat(counter(SplitMeter.LATENCY_BUCKETS, "target", "r1", "le", "+Inf")).isEqualTo(4);
    assertThat(registry.get("hibernate.split.latency").tags("target", "r1").functionTimer().count())
        .isEqualTo(4);
  }
}
