package dev.hibernatesplit.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.topology.Physical;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForgottenTest {

  private final Forgotten forgotten = new Forgotten();
  private final Physical seven = waiting(7);

  private static Physical waiting(int process) {
    Physical physical = new Physical(0, process, Instant.EPOCH);
    physical.asked();
    return physical;
  }

  /** One look, at which the server calls some processes idle. */
  private Set<Physical> look(List<Physical> waiting, Integer... idle) {
    return forgotten.forgotten(forgotten.look(waiting), Set.of(idle));
  }

  @Test
  void nobody_is_asked_after_who_waits_for_less_than_an_interval() {
    assertThat(forgotten.look(List.of(seven))).isEmpty();
    assertThat(forgotten.look(List.of(seven))).containsExactly(7);
    assertThat(forgotten.look(List.of())).isEmpty();
  }

  @Test
  void who_is_idle_three_times_in_a_row_is_forgotten() {
    look(List.of(seven));
    assertThat(look(List.of(seven), 7)).isEmpty();
    assertThat(look(List.of(seven), 7)).isEmpty();
    assertThat(look(List.of(seven), 7)).containsExactly(seven);
  }

  @Test
  void who_works_in_between_is_not() {
    look(List.of(seven));
    look(List.of(seven), 7);
    look(List.of(seven), 7);
    assertThat(look(List.of(seven))).isEmpty();
    assertThat(look(List.of(seven), 7)).isEmpty();
    assertThat(look(List.of(seven), 7)).isEmpty();
    assertThat(look(List.of(seven), 7)).containsExactly(seven);
  }

  @Test
  void another_question_begins_anew() {
    look(List.of(seven));
    look(List.of(seven), 7);
    look(List.of(seven), 7);
    seven.answered();
    seven.asked();
    assertThat(look(List.of(seven), 7)).isEmpty();
    assertThat(look(List.of(seven), 7)).isEmpty();
  }

  @Test
  void an_answer_at_the_last_moment_counts() {
    look(List.of(seven));
    look(List.of(seven), 7);
    look(List.of(seven), 7);
    Set<Integer> asked = forgotten.look(List.of(seven));
    seven.answered();
    assertThat(forgotten.forgotten(asked, Set.of(7))).isEmpty();
  }

  @Test
  void a_process_that_nobody_knows_is_not_asked_after() {
    Physical unknown = waiting(0);
    forgotten.look(List.of(unknown));
    assertThat(forgotten.look(List.of(unknown))).isEmpty();
  }
}
