package dev.hibernatesplit.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs each benchmark once; how fast is not a question for a test. */
class BenchmarksTest {

  @ParameterizedTest
  @EnumSource
  void the_shop_does_the_same_on_each_side(Side side) throws Exception {
    HibernateBenchmark benchmark = new HibernateBenchmark();
    benchmark.side = side;
    benchmark.open();
    assertThat(benchmark.findInReadOnlyTransaction().getTitle())
        .isEqualTo("The Left Hand of Darkness");
    assertThat(benchmark.findOutsideTransaction().getId()).isEqualTo(1);
    assertThat(benchmark.queryOfTenRows()).hasSize(10);
    assertThat(benchmark.updateTransaction().getId()).isEqualTo(1);
    benchmark.close();
  }

  @Test
  void on_the_split_side_reads_leave_and_updates_stay() throws Exception {
    List<TargetRole> roles = new ArrayList<>();
    SplitListener listener =
        new SplitListener() {
          @Override
          public void statementRouted(StatementInfo statement, RoutingDecision decision) {
            roles.add(decision.role());
          }
        };
    Map<String, Object> more = new HashMap<>(Shop.SPRING);
    more.put("hibernate.split.listeners", listener);
    more.put(
        "hibernate.split.consistency", "eventual"); // pools still fill up: see docs/consistency.md
    try (Shop shop = new Shop(Side.SPLIT, more)) {
      roles.clear(); // Hibernate has asked for the version
      shop.findReadOnly();
      shop.find();
      shop.query();
      assertThat(roles).containsExactly(TargetRole.REPLICA, TargetRole.REPLICA, TargetRole.REPLICA);
      roles.clear();
      shop.update();
      assertThat(roles).containsExactly(TargetRole.PRIMARY, TargetRole.PRIMARY);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"allow", "verify"})
  void what_no_replica_served_is_updated_alike(String staleWrite) {
    GuardBenchmark benchmark = new GuardBenchmark();
    benchmark.staleWrite = staleWrite;
    benchmark.open();
    assertThat(benchmark.updateOnPrimary().getId()).isEqualTo(1);
    benchmark.close();
  }

  @Test
  void decisions_are_those_that_the_benchmark_names() {
    DecideBenchmark benchmark = new DecideBenchmark();
    assertThat(benchmark.readOutsideTransaction().role()).isEqualTo(TargetRole.REPLICA);
    assertThat(benchmark.readInReadOnlyTransaction().role()).isEqualTo(TargetRole.REPLICA);
    assertThat(benchmark.readInWritingTransaction().role()).isEqualTo(TargetRole.PRIMARY);
    assertThat(benchmark.write().role()).isEqualTo(TargetRole.PRIMARY);
  }

  @Test
  void a_contender_measures_a_block() throws Exception {
    try (Contender contender = Contender.withJar(Journey.FIND, Side.SPLIT)) {
      Sample sample = contender.run(1);
      assertThat(sample.nanos()).isPositive();
      assertThat(sample.bytes()).isPositive();
    }
  }
}
