package dev.hibernatesplit.micrometer;

import dev.hibernatesplit.FenceWaitStatistics;
import dev.hibernatesplit.LatencyStatistics;
import dev.hibernatesplit.PoolStatistics;
import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.SplitStatistics;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.TargetStatistics;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.internal.statistics.Counters;
import dev.hibernatesplit.internal.statistics.Counters.Newcomer;
import dev.hibernatesplit.internal.statistics.Figures;
import dev.hibernatesplit.internal.statistics.TargetCounters;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The figures of a primary and a replica that only count: there are no servers. */
final class Counted implements Figures {

  private final Counters counters = new Counters(targets());

  /** Some of everything happens. */
  void happen() {
    Classifier classifier = new Classifier();
    ran("primary", TargetRole.PRIMARY, RoutingReason.WRITE, "delete from book");
    ran("primary", TargetRole.PRIMARY, RoutingReason.FENCE, "select 1");
    ran("r1", TargetRole.REPLICA, RoutingReason.READ_ONLY_UNIT, "select 1");
    counters.statementFailed(
        classifier.classify("select 1"),
        new RoutingDecision("r1", TargetRole.REPLICA, RoutingReason.READ_ONLY_UNIT),
        new SQLException("gone", "08006"),
        true);
    counters.readWaited(classifier.classify("select 1"), Duration.ofMillis(3), false);
    counters.targetChanged("r1", false, "frozen");
  }

  void ran(String target, TargetRole role, RoutingReason reason, String sql) {
    counters.statementRouted(
        new Classifier().classify(sql), new RoutingDecision(target, role, reason));
  }

  @Override
  public Collection<String> targets() {
    return List.of("primary", "r1");
  }

  @Override
  public SplitStatistics now() {
    Map<String, TargetStatistics> targets = new LinkedHashMap<>();
    targets().forEach(name -> targets.put(name, target(name)));
    return new SplitStatistics(Instant.EPOCH, Instant.EPOCH, true, targets, fenceWaits());
  }

  @Override
  public TargetStatistics target(String name) {
    boolean leads = name.equals("primary");
    TargetCounters counted = Objects.requireNonNull(counters.of(name));
    return new TargetStatistics(
        name,
        leads ? TargetRole.PRIMARY : TargetRole.REPLICA,
        leads,
        counted.statements(),
        counted.failures(),
        counted.retried(),
        counted.outages(),
        new LatencyStatistics(
            List.of(
                new LatencyStatistics.Bucket(Duration.ofNanos(1 << 20), 3),
                new LatencyStatistics.Bucket(Duration.ofSeconds(60), 1)),
            Duration.ofMillis(60_002)),
        2,
        leads ? null : Duration.ofMillis(1_500),
        leads ? null : 42L,
        "0/3000060",
        leads ? new PoolStatistics(2, 7, 1, 9, 10) : null);
  }

  @Override
  public FenceWaitStatistics fenceWaits() {
    return counters.waits();
  }

  @Override
  public void whenNew(Newcomer newcomer) {
    counters.whenNew(newcomer);
  }
}
