package dev.hibernatesplit.benchmarks;

import dev.hibernatesplit.internal.balancing.Balancer;
import dev.hibernatesplit.internal.balancing.Load;
import dev.hibernatesplit.internal.balancing.Member;
import dev.hibernatesplit.internal.balancing.Regions;
import dev.hibernatesplit.internal.balancing.Rotation;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Whose turn it is among three replicas, asked by four threads at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Threads(4)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BalanceBenchmark {

  private static final Regions REGIONS =
      new Regions(null, Map.of("south", List.of("east")), Set.of("east", "west"));

  @Param Balancer balancer;
  private Rotation rotation;

  @Setup
  public void start() {
    rotation =
        Rotation.of(
            List.of(replica("r1", "east", 2), replica("r2", "east", 1), replica("r3", "west", 1)),
            Set.of(),
            balancer.make(),
            REGIONS);
  }

  private static Member replica(String name, String region, int weight) {
    Load load = Load.of(true, false);
    load.roundTrip(1_000_000);
    load.taken();
    return new Member(name, region, weight, load);
  }

  @Benchmark
  public String anywhere() {
    return rotation.next();
  }

  /** Where none serves, but the next on its list does. */
  @Benchmark
  public String besideARegion() {
    return rotation.next("south");
  }
}
