package dev.hibernatesplit.benchmarks;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.internal.config.CachePuts;
import dev.hibernatesplit.internal.config.ConsistencyConfiguration;
import dev.hibernatesplit.internal.consistency.Guarantees;
import dev.hibernatesplit.internal.consistency.Memory;
import dev.hibernatesplit.internal.consistency.Promises;
import dev.hibernatesplit.internal.consistency.Provenance;
import dev.hibernatesplit.internal.consistency.SessionNeeds;
import dev.hibernatesplit.internal.consistency.Writes;
import dev.hibernatesplit.internal.footprint.Declared;
import dev.hibernatesplit.internal.health.Sample;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.internal.topology.Physical;
import dev.hibernatesplit.internal.wal.Position;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a commit and a read pay for what must be seen. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FenceBenchmark {

  private static final long ROW = 42;

  private final Classifier classifier = new Classifier();
  private final StatementInfo update = classifier.classify("update book set pages=? where id=?");
  private final StatementInfo select = classifier.classify("select pages from book where id=?");
  private final Physical connection = new Physical(System.nanoTime(), 1, Instant.EPOCH);
  private Promises promises;
  private Writes writes;

  /** A session that no property was set on. */
  private record Session(Memory memory, Provenance provenance) implements SessionNeeds {
    @Override
    public @Nullable String consistency() {
      return null;
    }
  }

  @Setup
  public void start() {
    Guarantees guarantees =
        Guarantees.of(
            new ConsistencyConfiguration(
                Consistency.APPLICATION, Duration.ZERO, false, false, false, CachePuts.VERIFIED),
            "1",
            "app",
            classifier,
            Declared.NONE,
            List.of("r1", "r2"),
            true,
            Duration.ofSeconds(1),
            new SplitListener() {});
    promises = guarantees.promises(new Session(new Memory(), new Provenance()));
    writes = new Writes(promises);
    guarantees.sampled(sample("primary", false), true);
    guarantees.sampled(sample("r1", true), false);
  }

  /** Sent when the benchmark is over, so that what it commits is proven. */
  private static Sample sample(String node, boolean replica) {
    long later = System.nanoTime() + TimeUnit.HOURS.toNanos(1);
    Position position = new Position(1_000);
    return new Sample(
        node, later, later, replica, "1", 1, Instant.EPOCH, position, position, replica, 2);
  }

  /** A commit raises a fence. */
  @Benchmark
  public void fence() {
    writes.runs(update, ROW);
    writes.committed(true);
  }

  /** A read asks whether a replica has passed it. */
  @Benchmark
  public boolean check() {
    return promises.mayServe(select, ROW, "r1", connection);
  }

  /** A read begins, asks, and raises a fence of its own. */
  @Benchmark
  public boolean read() {
    promises.begins(ROW, false);
    boolean may = promises.mayServe(select, ROW, "r1", connection);
    promises.read(select, "r1", connection.madeAt(), false);
    return may;
  }
}
