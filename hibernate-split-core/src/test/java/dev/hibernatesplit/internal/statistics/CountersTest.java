package dev.hibernatesplit.internal.statistics;

import static dev.hibernatesplit.RoutingReason.FENCE;
import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static dev.hibernatesplit.RoutingReason.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.StatementCount;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountersTest {

  private final Classifier classifier = new Classifier();
  private final StatementInfo read = classifier.classify("select 1");
  private final StatementInfo write = classifier.classify("delete from book");
  private final Counters counters = new Counters(List.of("primary", "r1"));

  private static RoutingDecision on(String target, RoutingReason reason) {
    return new RoutingDecision(
        target, target.equals("r1") ? TargetRole.REPLICA : TargetRole.PRIMARY, reason);
  }

  private TargetCounters of(String target) {
    return Objects.requireNonNull(counters.of(target));
  }

  @Test
  void statements_count_by_target_role_kind_and_reason() {
    counters.statementRouted(read, on("r1", READ_OUTSIDE_TRANSACTION));
    counters.statementRouted(read, on("r1", READ_OUTSIDE_TRANSACTION));
    counters.statementRouted(read, on("primary", FENCE));
    counters.statementRouted(write, on("primary", WRITE));

    assertThat(of("r1").statements())
        .containsExactly(
            new StatementCount(
                TargetRole.REPLICA, StatementKind.READ, READ_OUTSIDE_TRANSACTION, 2));
    assertThat(of("primary").statements())
        .containsExactlyInAnyOrder(
            new StatementCount(TargetRole.PRIMARY, StatementKind.READ, FENCE, 1),
            new StatementCount(TargetRole.PRIMARY, StatementKind.WRITE, WRITE, 1));
  }

  @Test
  void every_sort_has_its_own_count() {
    for (TargetRole role : TargetRole.values()) {
      for (RoutingReason reason : RoutingReason.values()) {
        counters.statementRouted(read, new RoutingDecision("r1", role, reason));
      }
    }
    assertThat(of("r1").statements())
        .hasSize(TargetRole.values().length * RoutingReason.values().length)
        .allMatch(count -> count.count() == 1);
  }

  @Test
  void threads_lose_no_count() {
    IntStream.range(0, 40_000)
        .parallel()
        .forEach(i -> counters.statementRouted(read, on("r1", READ_OUTSIDE_TRANSACTION)));
    assertThat(of("r1").statements()).extracting(StatementCount::count).containsExactly(40_000L);
  }

  @Test
  void failures_count_and_those_that_run_again_besides() {
    SQLException error = new SQLException("gone", "08006");
    counters.statementFailed(read, on("r1", READ_OUTSIDE_TRANSACTION), error, true);
    counters.statementFailed(read, on("r1", READ_OUTSIDE_TRANSACTION), error, false);
    assertThat(of("r1").failures()).isEqualTo(2);
    assertThat(of("r1").retried()).isEqualTo(1);
  }

  @Test
  void an_outage_is_an_end_of_service() {
    counters.targetChanged("r1", false, "frozen");
    counters.targetChanged("r1", true, "");
    assertThat(of("r1").outages()).isEqualTo(1);
  }

  @Test
  void waits_count_with_their_time_and_whether_they_were_worth_it() {
    counters.readWaited(read, Duration.ofMillis(3), true);
    counters.readWaited(read, Duration.ofMillis(5), false);
    assertThat(counters.waits().count()).isEqualTo(2);
    assertThat(counters.waits().inVain()).isEqualTo(1);
    assertThat(counters.waits().durations().total()).isEqualTo(Duration.ofMillis(8));
  }

  @Test
  void who_watches_is_told_of_each_sort_once_and_of_earlier_ones_at_once() {
    List<String> news = new ArrayList<>();
    counters.statementRouted(read, on("r1", READ_OUTSIDE_TRANSACTION));
    counters.whenNew((target, sort) -> news.add(target + " " + sort.reason().tag()));
    assertThat(news).containsExactly("r1 read_outside_transaction");
    counters.statementRouted(write, on("primary", WRITE));
    counters.statementRouted(write, on("primary", WRITE));
    assertThat(news).containsExactly("r1 read_outside_transaction", "primary write");
  }

  @Test
  void no_statement_suffers_from_who_watches() {
    counters.whenNew(
        (target, sort) -> {
          throw new IllegalArgumentException("such a meter exists");
        });
    counters.statementRouted(read, on("r1", READ_OUTSIDE_TRANSACTION));
    assertThat(of("r1").statements()).hasSize(1);
  }
}
