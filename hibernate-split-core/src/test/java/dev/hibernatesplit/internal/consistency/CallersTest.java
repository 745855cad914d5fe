package dev.hibernatesplit.internal.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.wal.Position;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who is forgotten leaves what has to be respected to all. */
class CallersTest {

  private static final int MOST = 100;
  private static final int R1 = 0;
  private static final long OLD_CONNECTION = 1;

  private long now;
  private final Callers callers = new Callers(MOST, () -> now);

  private static boolean passed(Memory memory, long proven) {
    Proof proof = new Proof(1_000, Instant.EPOCH, proven, proven, new Position(0));
    return memory.passed(R1, proof, OLD_CONNECTION);
  }

  private void writeBySome(int from, int many) {
    for (int caller = from; caller < from + many; caller++) {
      callers.of(caller).wrote(true, 1 + caller);
    }
  }

  @Test
  void the_same_caller_has_the_same_memory() {
    CallerMemory memory = callers.of("a");
    assertThat(callers.of("a")).isSameAs(memory);
    assertThat(callers.of("b")).isNotSameAs(memory);
  }

  @Test
  void there_are_never_more_than_fit_in() {
    writeBySome(0, 100 * MOST);
    callers.tidy();
    assertThat(callers.size()).isLessThanOrEqualTo(MOST);
  }

  /** Whoever it is that had to go: its own memory is empty now, and its fence is everybody's. */
  @Test
  void who_is_one_too_many_reads_what_it_wrote_all_the_same() {
    writeBySome(0, 10 * MOST);
    callers.tidy();
    for (int caller = 0; caller < 10 * MOST; caller++) {
      Memory own = callers.of(caller);
      boolean behindItsWrite = passed(own, caller) && passed(callers.forgotten(), caller);
      assertThat(behindItsWrite).as("caller %s", caller).isFalse();
    }
  }

  /** The control of the one above: but for what is left behind, it would be read stale. */
  @Test
  void its_own_memory_alone_would_not_do() {
    writeBySome(0, 10 * MOST);
    callers.tidy();
    long stale = 0;
    for (int caller = 0; caller < 10 * MOST; caller++) {
      stale += passed(callers.of(caller), caller) ? 1 : 0;
    }
    assertThat(stale).isGreaterThanOrEqualTo(9 * MOST);
  }

  @Test
  void who_was_not_heard_of_for_long_is_forgotten_and_what_it_wrote_is_not() {
    callers.of("a").wrote(true, 50);
    now += Callers.LONGEST.toNanos() - 1;
    callers.tidy();
    assertThat(passed(callers.forgotten(), 49)).isTrue();
    now += 2;
    callers.tidy();
    assertThat(callers.size()).isZero();
    assertThat(passed(callers.forgotten(), 49)).isFalse();
    assertThat(passed(callers.forgotten(), 50)).isTrue(); // all replicas have passed it: no cost
  }

  @Test
  void who_is_heard_of_stays() {
    CallerMemory memory = callers.of("a");
    for (int i = 0; i < 3; i++) {
      now += Callers.LONGEST.toNanos() - 1;
      assertThat(callers.of("a")).isSameAs(memory);
    }
  }

  /** A session may still hold the memory of a caller that is forgotten. */
  @Test
  void what_it_writes_and_reads_after_that_counts_too() {
    CallerMemory memory = callers.of("a");
    memory.opens(1);
    now += Callers.LONGEST.toNanos() + 1;
    callers.tidy();
    assertThat(passed(callers.forgotten(), 999)).isFalse(); // open
    memory.closes(60);
    assertThat(passed(callers.forgotten(), 59)).isFalse();
    assertThat(passed(callers.forgotten(), 60)).isTrue();
    memory.wrote(false, 70);
    assertThat(passed(callers.forgotten(), 69)).isFalse();
    memory.read(R1, 80, 82, memory.version());
    assertThat(passed(callers.forgotten(), 81)).isFalse();
    assertThat(passed(callers.forgotten(), 82)).isTrue();
  }

  @Test
  void what_it_begins_after_that_is_open_for_all_until_it_is_over() {
    CallerMemory memory = callers.of("a");
    now += Callers.LONGEST.toNanos() + 1;
    callers.tidy();
    memory.opens(1);
    assertThat(passed(callers.forgotten(), 999)).isFalse();
    memory.closes(60);
    assertThat(passed(callers.forgotten(), 59)).isFalse();
    assertThat(passed(callers.forgotten(), 60)).isTrue();
    callers.forgotten().opens(1);
    assertThat(passed(callers.forgotten(), 999)).as("that of another").isFalse();
  }

  /** It may show what is not flushed yet, whoever reads next. */
  @Test
  void what_it_reads_on_the_primary_after_that_counts_as_inserted_only() {
    CallerMemory memory = callers.of("a");
    now += Callers.LONGEST.toNanos() + 1;
    callers.tidy();
    memory.read(Memory.PRIMARY, 80, 82, memory.version());
    Proof flushed = new Proof(1_000, Instant.EPOCH, 99, 81, new Position(0));
    assertThat(callers.forgotten().passed(R1, flushed, OLD_CONNECTION)).isFalse();
    assertThat(passed(callers.forgotten(), 82)).isTrue();
  }
}
