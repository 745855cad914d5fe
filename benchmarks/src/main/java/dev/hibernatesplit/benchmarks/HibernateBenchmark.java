package dev.hibernatesplit.benchmarks;

import java.sql.SQLException;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Whole units through Hibernate, with a session each, beside Hibernate on plain HikariCP. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
public class HibernateBenchmark {

  @Param({"PLAIN", "SPLIT"})
  public Side side;

  private Shop shop;
  private Shop springShop;

  @Setup
  public void open() {
    shop = Shop.open(side);
    springShop = Shop.inSpring(side);
  }

  @TearDown
  public void close() {
    shop.close();
    springShop.close();
  }

  @Benchmark
  public Book findInReadOnlyTransaction() throws SQLException {
    return springShop.findReadOnly();
  }

  @Benchmark
  public Book findOutsideTransaction() {
    return shop.find();
  }

  @Benchmark
  public List<Book> queryOfTenRows() {
    return shop.query();
  }

  @Benchmark
  public Book updateTransaction() {
    return shop.update();
  }
}
