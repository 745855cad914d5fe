package dev.hibernatesplit.benchmarks;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.internal.balancing.Load;
import dev.hibernatesplit.internal.flight.FlightRecords;
import dev.hibernatesplit.internal.observation.Observation;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.internal.statistics.Counters;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a statement pays for being watched: it is told of, begins and ends. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StatisticsBenchmark {

  /** Who watches. */
  public enum Watcher {
    /** Nobody: as it was before there were any figures. */
    NOBODY,
    /** Flight Recorder could, but nobody records: statistics off. */
    FLIGHT,
    /** The same, and statements are counted and timed: the default. */
    STATISTICS
  }

  @Param public Watcher watcher;

  private final StatementInfo read = new Classifier().classify("select pages from book where id=?");
  private final RoutingDecision decision =
      new RoutingDecision("r1", TargetRole.REPLICA, RoutingReason.READ_ONLY_UNIT);
  private Observation observation;
  private Load load;

  @Setup
  public void open() {
    List<SplitListener> listeners = new ArrayList<>();
    if (watcher != Watcher.NOBODY) {
      listeners.addAll(FlightRecords.of(""));
    }
    if (watcher == Watcher.STATISTICS) {
      listeners.add(new Counters(List.of("primary", "r1", "r2")));
    }
    observation = new Observation("", listeners);
    load = Load.of(false, watcher == Watcher.STATISTICS);
  }

  @Benchmark
  public void statement() {
    observation.statementRouted(read, decision);
    load.ended(load.begins());
  }
}
