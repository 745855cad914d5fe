package dev.hibernatesplit.benchmarks;

import java.util.Map;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a session that no replica served pays for the guard: it is there, or it is not. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
public class GuardBenchmark {

  @Param({"allow", "verify"})
  public String staleWrite;

  private Shop shop;

  @Setup
  public void open() {
    shop = new Shop(Side.SPLIT, Map.of("hibernate.split.stale_write", staleWrite));
  }

  @TearDown
  public void close() {
    shop.close();
  }

  @Benchmark
  public Book updateOnPrimary() {
    return shop.update();
  }
}
