package dev.hibernatesplit.internal.statistics;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.FenceWaitStatistics;
import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.StatementCount;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How often did what happen? Counts only grow. Thread-safe. */
public final class Counters implements SplitListener {

  private final Map<String, TargetCounters> targets = new HashMap<>();
  private final Histogram waits = new Histogram();
  private final LongAdder inVain = new LongAdder();
  private final List<Newcomer> newcomers = new CopyOnWriteArrayList<>();

  /** Is told of each sort of statement when the first of it runs. */
  @FunctionalInterface
  public interface Newcomer {
    /** The first of its sort runs on the target, or may have run before already. */
    void came(String target, StatementCount sort);
  }

  /**
   * @param names all targets that there will ever be
   */
  public Counters(Collection<String> names) {
    names.forEach(name -> targets.put(name, new TargetCounters()));
  }

  /** What is counted of a target; null if there is none of that name. */
  public @Nullable TargetCounters of(String target) {
    return targets.get(target);
  }

  /** The reads that waited. */
  public FenceWaitStatistics waits() {
    return new FenceWaitStatistics(waits.now(), inVain.sum());
  }

  @Override
  public void statementRouted(StatementInfo statement, RoutingDecision decision) {
    TargetCounters counters = targets.get(decision.target());
    if (counters != null
        && counters.ran(decision.role(), statement.kind(), decision.reason())
        && !newcomers.isEmpty()) {
      StatementCount sort =
          new StatementCount(decision.role(), statement.kind(), decision.reason(), 1);
      newcomers.forEach(newcomer -> tell(newcomer, decision.target(), sort));
    }
  }

  /** Nobody suffers from who watches. */
  private static void tell(Newcomer newcomer, String target, StatementCount sort) {
    try {
      newcomer.came(target, sort);
    } catch (RuntimeException e) {
      LOG.listenerFailed(newcomer.getClass().getName(), e);
    }
  }

  /** Somebody is told of each sort of statement: at once of those that ran, of others in time. */
  public void whenNew(Newcomer newcomer) {
    newcomers.add(newcomer);
    targets.forEach(
        (name, counters) -> counters.statements().forEach(count -> tell(newcomer, name, count)));
  }

  @Override
  public void statementFailed(
      StatementInfo statement, RoutingDecision decision, SQLException error, boolean again) {
    TargetCounters counters = targets.get(decision.target());
    if (counters != null) {
      counters.failed(again);
    }
  }

  @Override
  public void readWaited(StatementInfo statement, Duration waited, boolean served) {
    waits.record(waited.toNanos());
    if (!served) {
      inVain.increment();
    }
  }

  @Override
  public void targetChanged(String target, boolean serving, String cause) {
    TargetCounters counters = targets.get(target);
    if (counters != null && !serving) {
      counters.ceased();
    }
  }
}
