package dev.hibernatesplit.benchmarks;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.internal.balancing.Load;
import dev.hibernatesplit.internal.balancing.Member;
import dev.hibernatesplit.internal.balancing.Rotation;
import dev.hibernatesplit.internal.balancing.WeightedRoundRobin;
import dev.hibernatesplit.internal.routing.QueryWishes;
import dev.hibernatesplit.internal.routing.Router;
import dev.hibernatesplit.internal.routing.Supposed;
import dev.hibernatesplit.internal.routing.TableWishes;
import dev.hibernatesplit.internal.routing.Unit;
import dev.hibernatesplit.internal.rules.Condition;
import dev.hibernatesplit.internal.rules.Rule;
import dev.hibernatesplit.internal.rules.Rules;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.spi.TableName;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A statement that was seen before: what it is, and where it runs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecideBenchmark {

  private static final String COLUMNS = "b1_0.id,b1_0.isbn,b1_0.pages,b1_0.title,b1_0.version";

  private final Classifier classifier = new Classifier();
  private final Rotation rotation =
      Rotation.of(List.of(replica("r1"), replica("r2")), Set.of(), new WeightedRoundRobin());
  private final TableWishes wishes =
      TableWishes.of(Map.of(TableName.of("account"), "primary", TableName.of("fact"), "r1"));
  private final QueryWishes rules =
      Rules.of(
          List.of(
              new Rule("heavy", 1, List.of(new Condition.Joins(4, 99)), "r1"),
              new Rule("counting", 2, List.of(new Condition.Aggregates()), "r1"),
              new Rule("reports", 3, List.of(new Condition.Matches("report_\\d+")), "r1")));
  private final Unit outside = new Supposed(false, false, false, false);
  private final Unit readOnly = new Supposed(true, true, false, false);
  private final Unit writing = new Supposed(true, false, false, false);
  private final String select = "select " + COLUMNS + " from Book b1_0 where b1_0.id=?";
  private final String update = "update Book set pages=?,version=? where id=? and version=?";

  private static Member replica(String name) {
    return new Member(name, null, 1, new Load());
  }

  @Benchmark
  public RoutingDecision readOutsideTransaction() {
    return Router.decide(
        classifier.classify(select), outside, rotation, TableWishes.NONE, QueryWishes.NONE);
  }

  /** Of a table that nobody wishes anything for, while others have wishes. */
  @Benchmark
  public RoutingDecision readBesideWishes() {
    return Router.decide(classifier.classify(select), outside, rotation, wishes, QueryWishes.NONE);
  }

  /** One that none of three rules is for. */
  @Benchmark
  public RoutingDecision readBesideRules() {
    return Router.decide(classifier.classify(select), outside, rotation, TableWishes.NONE, rules);
  }

  @Benchmark
  public RoutingDecision readInReadOnlyTransaction() {
    return Router.decide(
        classifier.classify(select), readOnly, rotation, TableWishes.NONE, QueryWishes.NONE);
  }

  @Benchmark
  public RoutingDecision readInWritingTransaction() {
    return Router.decide(
        classifier.classify(select), writing, rotation, TableWishes.NONE, QueryWishes.NONE);
  }

  @Benchmark
  public RoutingDecision write() {
    return Router.decide(
        classifier.classify(update), writing, rotation, TableWishes.NONE, QueryWishes.NONE);
  }
}
