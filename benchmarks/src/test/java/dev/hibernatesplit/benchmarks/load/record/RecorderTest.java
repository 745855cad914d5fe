package dev.hibernatesplit.benchmarks.load.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.benchmarks.load.program.Operation;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.spi.StatementInfo;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Nothing that was recorded is lost, counted twice, or told otherwise than it was. */
class RecorderTest {

  private final Recorder recorder = new Recorder();

  private void done(Operation operation, long millis) {
    recorder.done(operation, TimeUnit.MILLISECONDS.toNanos(millis), false);
  }

  @Test
  void percentiles_are_those_of_what_was_recorded() {
    Chronicle chronicle = new Chronicle(recorder);
    IntStream.rangeClosed(1, 1000).forEach(millis -> done(Operation.FIND, millis));
    Figures reads = chronicle.write(Map.of()).reads();
    assertThat(reads.count()).isEqualTo(1000);
    assertThat(reads.p50()).isCloseTo(500, Percentage.withPercentage(0.2));
    assertThat(reads.p99()).isCloseTo(990, Percentage.withPercentage(0.2));
    assertThat(reads.max()).isCloseTo(1000, Percentage.withPercentage(0.2));
    assertThat(reads.mean()).isCloseTo(500.5, within(1.0));
  }

  @Test
  void seconds_add_up_to_the_whole_and_the_warm_up_is_no_part_of_it() {
    done(Operation.SALE, 9);
    recorder.failed(Operation.FIND, new IllegalStateException("cold"));
    Chronicle chronicle = new Chronicle(recorder);
    done(Operation.FIND, 1);
    chronicle.write(Map.of());
    done(Operation.LIST, 3);
    recorder.done(Operation.FIND, 1, true);
    recorder.failed(Operation.SALE, new IllegalStateException("outer", new RuntimeException("in")));
    chronicle.write(Map.of());
    Totals totals = chronicle.totals();
    assertThat(chronicle.seconds())
        .extracting(second -> second.reads().count())
        .containsExactly(1L, 2L);
    assertThat(totals.all().count()).isEqualTo(3);
    assertThat(totals.stale()).isEqualTo(1);
    assertThat(totals.failedReads()).isZero();
    assertThat(totals.failedWrites()).isEqualTo(1);
    assertThat(totals.errors())
        .containsExactly(Map.entry("writing transaction: RuntimeException: in", 1L));
  }

  @Test
  void an_operation_ends_where_its_last_statement_ran() {
    Chronicle chronicle = new Chronicle(recorder);
    StatementInfo any = new Classifier().classify("select 1");
    recorder.statementRouted(any, decision("r1"));
    recorder.statementRouted(any, decision("r2"));
    done(Operation.READ_ONLY, 1);
    chronicle.write(Map.of());
    assertThat(chronicle.totals().byTarget()).containsOnlyKeys("r2");
  }

  private static RoutingDecision decision(String target) {
    return new RoutingDecision(target, TargetRole.REPLICA, RoutingReason.READ_ONLY_UNIT);
  }
}
