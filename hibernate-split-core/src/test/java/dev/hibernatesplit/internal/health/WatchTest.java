package dev.hibernatesplit.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.topology.Physical;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.wal.WalPages;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Probes that have no answer; the test keeps the time. */
class WatchTest {

  private static final Duration TIMEOUT = Duration.ofMillis(100);

  private final Deque<Runnable> planned = new ArrayDeque<>();
  private final Deque<Runnable> work = new ArrayDeque<>();
  private final List<String> found = new ArrayList<>();
  private Runnable busy = () -> {};
  private final Target primary =
      Nowhere.topology(Nowhere.configuration(this::silence, Map.of())).primary();
  private final Watch watch =
      new Watch(
          primary,
          new Sampling(primary, new WalPages(8192, 16 << 20)),
          new Findings() {
            @Override
            public void sampled(Sample sample) {
              found.add("sampled");
            }

            @Override
            public void livesOn() {
              found.add("lives on");
            }

            @Override
            public void failed(Failure failure, boolean first) {
              found.add((first ? "first " : "") + (failure.dead() ? "dead" : "unfit"));
            }
          },
          new Rhythm(1_000, () -> 0.5, 0),
          new Workers() {
            @Override
            public Future<?> later(Runnable soon, long nanos) {
              CompletableFuture<Void> plan = new CompletableFuture<>();
              planned.add(
                  () -> {
                    if (!plan.isCancelled()) {
                      soon.run();
                    }
                  });
              return plan;
            }

            @Override
            public void soon(Runnable now) {
              work.add(now);
            }

            @Override
            public void hangs() {}

            @Override
            public void returned() {}
          },
          () -> 0,
          TIMEOUT,
          sample -> {});

  /** The time of a probe passes without an answer, and whatever else is done on the server. */
  private Object silence() throws SQLException {
    for (int quarter = 0; quarter < 4; quarter++) {
      planned.removeLast().run();
      busy.run();
    }
    throw new SQLException("Broken off", "08006");
  }

  /** Over one connection to it statements are answered from now on, each quarter. */
  private void statementsGoOn() throws SQLException {
    Physical physical = primary.physical(primary.connection());
    busy = physical::signOfLife;
  }

  private void probes(int count) {
    for (int probe = 0; probe < count; probe++) {
      watch.plan();
      planned.removeLast().run();
      while (!work.isEmpty()) {
        work.remove().run();
      }
    }
  }

  @Test
  void two_in_a_row_without_an_answer_are_the_servers_silence() {
    probes(2);
    assertThat(found).containsExactly("first dead", "dead");
    assertThat(watch.observed().failure()).isEqualTo("there was no answer within 100ms");
  }

  @Test
  void while_statements_are_answered_none_has_failed() throws SQLException {
    statementsGoOn();
    probes(5);
    assertThat(found).containsOnly("lives on").hasSize(5);
    assertThat(watch.observed()).isEqualTo(Observed.NOTHING);
  }

  @Test
  void when_they_cease_two_in_a_row_are_silence_as_before() throws SQLException {
    statementsGoOn();
    probes(1);
    busy = () -> {};
    probes(2);
    assertThat(found).containsExactly("lives on", "first dead", "dead");
  }

  @Test
  void one_that_failed_before_does_not_count_then() throws SQLException {
    probes(1);
    statementsGoOn();
    probes(1);
    busy = () -> {};
    probes(1);
    assertThat(found).containsExactly("first dead", "lives on", "first dead");
  }

  @Test
  void statements_that_fail_or_wait_are_no_sign() throws SQLException {
    Physical physical = primary.physical(primary.connection());
    busy =
        () -> {
          physical.asked();
          physical.answered(); // or will not be
        };
    probes(2);
    assertThat(found).containsExactly("first dead", "dead");
  }
}
