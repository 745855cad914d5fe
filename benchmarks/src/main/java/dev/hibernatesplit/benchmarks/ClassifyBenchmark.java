package dev.hibernatesplit.benchmarks;

import dev.hibernatesplit.internal.sql.Classifier;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost to know a statement, at first sight and after? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ClassifyBenchmark {

  /** The shapes that Hibernate sends; {@code %1$s} is a table, {@code %2$s} its alias. */
  private static final List<String> SHAPES =
      List.of(
          "select %2$s.id,%2$s.born,%2$s.company_id,%2$s.email,%2$s.name,%2$s.version from %1$s %2$s"
              + " where %2$s.id=?",
          "select %2$s.id,%2$s.name,%2$s.born,%2$s.company_id,%2$s.version from %1$s %2$s"
              + " where %2$s.name like ? escape '' order by %2$s.name fetch first ? rows only",
          "select %2$s.id,c1_0.id,c1_0.name,c1_0.city,%2$s.name from %1$s %2$s"
              + " left join company c1_0 on c1_0.id=%2$s.company_id where %2$s.id=?",
          "select count(%2$s.id),avg(%2$s.amount) from %1$s %2$s where %2$s.born>=? and"
              + " lower(%2$s.name)=? and %2$s.company_id is not null",
          "select p1_0.%2$s_id,p1_0.number,p1_0.kind from %1$s_phones p1_0 where p1_0.%2$s_id=?",
          "select %2$s.company_id,sum(%2$s.amount),max(%2$s.born) from %1$s %2$s"
              + " join company c1_0 on c1_0.id=%2$s.company_id group by %2$s.company_id having"
              + " count(*)>?",
          "select %2$s.id,%2$s.name from %1$s %2$s where exists(select 1 from %1$s_tags t1_0"
              + " where t1_0.%2$s_id=%2$s.id and t1_0.tag in (?,?,?))",
          "select %2$s.id,%2$s.version from %1$s %2$s where %2$s.id=? and %2$s.version=? for no key update of %2$s",
          "insert into %1$s (born,company_id,created_at,email,name,version,id) values"
              + " (?,?,?,?,?,?,?)",
          "update %1$s set born=?,company_id=?,created_at=?,email=?,name=?,version=? where id=? and version=?",
          "delete from %1$s where id=? and version=?",
          "select nextval('%1$s_SEQ')",
          "with a (id,total) as (select %2$s.id,sum(%2$s.amount) from %1$s %2$s group by"
              + " %2$s.id) select a1_0.id,a1_0.total from a a1_0 where a1_0.total>?");

  private static final int TABLES = 20;

  private final Classifier classifier = new Classifier();
  private final List<String> statements = new ArrayList<>();
  private int next;

  /** Makes 260 statements, about 133 characters long on average. */
  @Setup
  public void statements() {
    for (int table = 0; table < TABLES; table++) {
      for (String shape : SHAPES) {
        statements.add(shape.formatted("Purchase_Order_Line" + table, "po" + table + "_0"));
      }
    }
    statements.forEach(classifier::classify);
    System.out.println(
        statements.size()
            + " statements, mean length "
            + statements.stream().mapToInt(String::length).average().orElse(0));
  }

  private String statement() {
    next = next + 1 == statements.size() ? 0 : next + 1;
    return statements.get(next);
  }

  /** The scanner. */
  @Benchmark
  public StatementInfo firstSight() {
    return classifier.scan(statement());
  }

  /** The memo. */
  @Benchmark
  public StatementInfo remembered() {
    return classifier.classify(statement());
  }
}
