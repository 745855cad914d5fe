package dev.hibernatesplit.internal.management;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.hibernatesplit.FenceWaitStatistics;
import dev.hibernatesplit.PoolStatistics;
import dev.hibernatesplit.SplitStatistics;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.TargetStatistics;
import dev.hibernatesplit.internal.health.Lag;
import dev.hibernatesplit.internal.health.Monitor;
import dev.hibernatesplit.internal.health.Sample;
import dev.hibernatesplit.internal.statistics.Counters;
import dev.hibernatesplit.internal.statistics.Counters.Newcomer;
import dev.hibernatesplit.internal.statistics.Figures;
import dev.hibernatesplit.internal.statistics.TargetCounters;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one topology. Thread-safe.
 *
 * @param topology the servers
 * @param monitor how far they are
 * @param counters what their statements did; null if nobody counts
 * @param clock tells the moment of the figures
 * @param from since when is counted
 */
public record LiveStatistics(
    Topology topology, Monitor monitor, @Nullable Counters counters, Clock clock, Instant from)
    implements Figures {

  @Override
  public Collection<String> targets() {
    return topology.nodes().keySet();
  }

  @Override
  public SplitStatistics now() {
    Target leader = topology.primary();
    Map<String, TargetStatistics> targets = new LinkedHashMap<>();
    targets.put(leader.name(), of(leader));
    topology.replicas().forEach((name, replica) -> targets.putIfAbsent(name, of(replica)));
    return new SplitStatistics(from, clock.instant(), counters != null, targets, fenceWaits());
  }

  @Override
  public TargetStatistics target(String name) {
    return of(topology.target(name));
  }

  @Override
  public FenceWaitStatistics fenceWaits() {
    return counters == null ? FenceWaitStatistics.NONE : counters.waits();
  }

  @Override
  public void whenNew(Newcomer newcomer) {
    if (counters != null) {
      counters.whenNew(newcomer);
    }
  }

  private TargetStatistics of(Target target) {
    boolean leads = topology.primary() == target;
    TargetCounters counted = counters == null ? null : counters.of(target.name());
    Lag.Known lag = !leads && monitor.lag(target) instanceof Lag.Known known ? known : null;
    return new TargetStatistics(
        target.name(),
        leads ? TargetRole.PRIMARY : TargetRole.REPLICA,
        leads ? topology.vacancy() == null : topology.rotation().serves(target.name()),
        counted == null ? List.of() : counted.statements(),
        counted == null ? 0 : counted.failures(),
        counted == null ? 0 : counted.retried(),
        counted == null ? 0 : counted.outages(),
        target.load().latencies(),
        target.load().inFlight(),
        lag == null ? null : lag.time(),
        lag == null ? null : lag.bytes(),
        position(target),
        pool(target.dataSource()));
  }

  private @Nullable String position(Target target) {
    Sample last = monitor.observed(target).last();
    return last == null ? null : last.position().toString();
  }

  private static @Nullable PoolStatistics pool(DataSource source) {
    if (source instanceof HikariDataSource hikari) {
      HikariPoolMXBean pool = hikari.getHikariPoolMXBean();
      return pool == null
          ? new PoolStatistics(0, 0, 0, 0, hikari.getMaximumPoolSize())
          : new PoolStatistics(
              pool.getActiveConnections(),
              pool.getIdleConnections(),
              pool.getThreadsAwaitingConnection(),
              pool.getTotalConnections(),
              hikari.getMaximumPoolSize());
    }
    return null;
  }
}
