package dev.hibernatesplit.internal.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.internal.topology.Physical;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The test keeps the time: a quarter of the time-out passes when it says so. */
class AttemptTest {

  private final Deque<Runnable> planned = new ArrayDeque<>();
  private final List<CompletableFuture<?>> plans = new ArrayList<>();
  private final List<Attempt> late = new ArrayList<>();
  private final Physical physical = new Physical(0, 1, Instant.EPOCH);
  private int more;
  private final Attempt attempt =
      new Attempt(
          new Workers() {
            @Override
            public Future<?> later(Runnable work, long nanos) {
              assertThat(nanos).isEqualTo(25);
              CompletableFuture<Void> plan = new CompletableFuture<>();
              planned.add(
                  () -> {
                    if (!plan.isCancelled()) {
                      work.run();
                    }
                  });
              plans.add(plan);
              return plan;
            }

            @Override
            public void soon(Runnable work) {
              work.run();
            }

            @Override
            public void hangs() {
              more++;
            }

            @Override
            public void returned() {
              more--;
            }
          },
          100,
          new SignsOfLife(() -> Map.of(physical, physical.signsOfLife())),
          late::add);

  private void quarters(int count) {
    for (int i = 0; i < count && !planned.isEmpty(); i++) {
      planned.remove().run();
    }
  }

  @Test
  void what_is_in_time_counts() throws Exception {
    assertThat(
            attempt.run(
                () -> {
                  quarters(3);
                  return "an answer";
                }))
        .isEqualTo("an answer");
    assertThat(attempt.ends()).isTrue();
    quarters(4);
    assertThat(late).isEmpty();
    assertThat(plans.get(plans.size() - 1)).isCancelled();
  }

  @Test
  void what_is_late_does_not() throws Exception {
    attempt.run(
        () -> {
          quarters(4);
          assertThat(Thread.currentThread().isInterrupted()).isTrue();
          return "too late";
        });
    assertThat(late).containsExactly(attempt);
    assertThat(attempt.ends()).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).as("the next attempt's thread").isFalse();
  }

  @Test
  void however_long_a_sleep_of_ours_was_it_takes_one_quarter_only() throws Exception {
    attempt.run(
        () -> {
          quarters(1); // overdue by a minute: the timer slept as everybody did
          return "an answer that waited in the socket";
        });
    assertThat(attempt.ends()).isTrue();
  }

  @Test
  void one_that_waits_is_replaced_while_it_does() throws Exception {
    attempt.run(
        () -> {
          assertThat(more).isZero();
          quarters(1);
          assertThat(more).isEqualTo(1);
          quarters(2);
          assertThat(more).isEqualTo(1);
          return "";
        });
    assertThat(more).isZero();
  }

  @Test
  void further_questions_have_the_whole_time_again() throws Exception {
    attempt.run(
        () -> {
          quarters(3);
          attempt.goesOn();
          quarters(3);
          return "";
        });
    assertThat(attempt.ends()).isTrue();
    assertThat(attempt.answered()).isTrue();
  }

  @Test
  void what_else_the_server_does_is_a_sign_of_life_from_the_second_quarter_on() throws Exception {
    attempt.run(
        () -> {
          physical.signOfLife();
          quarters(1);
          assertThat(attempt.signsOfLife()).as("that was before").isFalse();
          quarters(2);
          physical.signOfLife();
          quarters(1);
          return "";
        });
    assertThat(late).containsExactly(attempt);
    assertThat(attempt.signsOfLife()).isTrue();
  }

  @Test
  void what_goes_wrong_within_the_first_quarter_is_told_by_itself() throws Exception {
    attempt.run(
        () -> {
          physical.signOfLife();
          return "";
        });
    assertThat(attempt.signsOfLife()).isFalse();
  }

  @Test
  void what_was_given_up_does_nothing_more() {
    attempt.giveUp();
    assertThat(attempt.unlessOver(() -> late.add(attempt))).isFalse();
    assertThat(late).isEmpty();
    assertThat(attempt.ends()).isFalse();
  }

  @Test
  void what_went_wrong_is_told() {
    assertThatThrownBy(
            () ->
                attempt.run(
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(attempt.ends()).isTrue();
  }
}
