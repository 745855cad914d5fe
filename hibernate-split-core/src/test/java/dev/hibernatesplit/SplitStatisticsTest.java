package dev.hibernatesplit;

import static dev.hibernatesplit.RoutingReason.FENCE;
import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static dev.hibernatesplit.RoutingReason.RETRIED;
import static dev.hibernatesplit.RoutingReason.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.LatencyStatistics.Bucket;
import dev.hibernatesplit.spi.StatementKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitStatisticsTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private static SplitStatistics at(int seconds, long reads, long failures) {
    return new SplitStatistics(
        NOON,
        NOON.plusSeconds(seconds),
        true,
        Map.of("r1", r1(reads, failures)),
        FenceWaitStatistics.NONE);
  }

  private static TargetStatistics r1(long reads, long failures) {
    return target(
        List.of(
            new StatementCount(TargetRole.REPLICA, StatementKind.READ, READ_ONLY_UNIT, reads),
            new StatementCount(TargetRole.REPLICA, StatementKind.READ, RETRIED, 1)),
        failures);
  }

  private static TargetStatistics target(List<StatementCount> counts, long failures) {
    return new TargetStatistics(
        "r1",
        TargetRole.REPLICA,
        true,
        counts,
        failures,
        0,
        0,
        LatencyStatistics.NONE,
        0,
        Duration.ofMillis(1_500),
        42L,
        "0/3000060",
        new PoolStatistics(1, 9, 0, 10, 10));
  }

  @Test
  void what_happened_between_two_moments_is_their_difference() {
    SplitStatistics between = at(30, 17, 4).since(at(10, 7, 1));
    assertThat(between.span()).isEqualTo(Duration.ofSeconds(20));
    assertThat(between.statements()).isEqualTo(10);
    assertThat(between.statements(READ_ONLY_UNIT)).isEqualTo(10);
    assertThat(between.target("r1").retries()).isZero();
    assertThat(between.target("r1").failures()).isEqualTo(3);
    assertThat(between.target("r1").lagBytes()).isEqualTo(42);
  }

  @Test
  void figures_of_another_factory_or_later_ones_are_refused() {
    SplitStatistics other =
        new SplitStatistics(
            NOON.plusSeconds(1), NOON.plusSeconds(2), true, Map.of(), FenceWaitStatistics.NONE);
    assertThatThrownBy(() -> at(30, 1, 0).since(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not of the same factory, or not earlier");
    assertThatThrownBy(() -> at(10, 1, 0).since(at(30, 2, 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void only_reads_that_a_replica_was_meant_for_fall_back() {
    TargetStatistics primary =
        target(
            List.of(
                new StatementCount(TargetRole.PRIMARY, StatementKind.READ, FENCE, 3),
                new StatementCount(TargetRole.PRIMARY, StatementKind.WRITE, WRITE, 5)),
            0);
    assertThat(primary.fallBacks()).isEqualTo(3);
    assertThat(primary.fallBacks(FENCE)).isEqualTo(3);
    assertThat(primary.fallBacks(WRITE)).isZero();
    assertThat(primary.statements(StatementKind.WRITE)).isEqualTo(5);
    assertThat(primary.statements(StatementKind.READ, WRITE)).isZero();
  }

  @Test
  void an_unknown_target_is_refused_by_name() {
    assertThatThrownBy(() -> at(1, 1, 0).target("r9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No target is called 'r9'. There are: r1.");
  }

  @Test
  void an_operator_reads_a_line_a_target() {
    assertThat(at(1, 7, 2).toString())
        .contains(
            "r1 (replica): 8 statements (7 read_only_unit, 1 retried), 2 failed, 0 retried"
                + " elsewhere; 0 timed",
            "; lag 1.5s, 42 bytes; 0 in use; pool 1 active, 9 idle, 0 pending, 10 of 10",
            "fence waits: none");
  }

  @Test
  void percentiles_of_a_difference_are_of_what_came_between() {
    Bucket early = new Bucket(Duration.ofMillis(1), 90);
    LatencyStatistics before = new LatencyStatistics(List.of(early), Duration.ofMillis(80));
    LatencyStatistics now =
        new LatencyStatistics(
            List.of(
                early, new Bucket(Duration.ofMillis(4), 9), new Bucket(Duration.ofMillis(9), 1)),
            Duration.ofMillis(120));
    assertThat(now.p50()).isEqualTo(Duration.ofMillis(1));
    assertThat(now.p99()).isEqualTo(Duration.ofMillis(4));
    assertThat(now.max()).isEqualTo(Duration.ofMillis(9));
    assertThat(now.upTo(Duration.ofMillis(4))).isEqualTo(99);
    LatencyStatistics between = now.since(before);
    assertThat(between.count()).isEqualTo(10);
    assertThat(between.p50()).isEqualTo(Duration.ofMillis(4));
    assertThat(between.mean()).isEqualTo(Duration.ofMillis(4));
  }

  @Test
  void a_percentage_that_cannot_be_is_refused() {
    for (double percent : new double[] {0, -1, 100.1, Double.NaN}) {
      assertThatThrownBy(() -> LatencyStatistics.NONE.percentile(percent))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("above 0 and at most 100");
    }
    assertThat(LatencyStatistics.NONE.p99()).isZero();
  }
}
