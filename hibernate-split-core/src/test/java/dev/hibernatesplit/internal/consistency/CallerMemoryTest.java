package dev.hibernatesplit.internal.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.wal.Position;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Reads of one caller may run at once, and it may be forgotten. */
class CallerMemoryTest {

  private static final int R1 = 0;
  private static final int R2 = 1;
  private static final long OLD_CONNECTION = 1;

  private final CallerMemory memory = new CallerMemory();

  private static Proof proof(long flushed, long inserted) {
    return new Proof(1_000, Instant.EPOCH, flushed, inserted, new Position(0));
  }

  private boolean passed(int replica, Proof proof, long madeAt) {
    return memory.passed(replica, proof, madeAt);
  }

  @Test
  void reads_one_after_the_other_give_their_replica_the_right_to_serve_on() {
    memory.read(R1, 10, 12, memory.version());
    memory.read(R2, 20, 22, memory.version());
    assertThat(passed(R1, Proof.NONE, OLD_CONNECTION)).isFalse();
    assertThat(passed(R2, Proof.NONE, OLD_CONNECTION)).isTrue();
  }

  @Test
  void reads_at_once_on_two_replicas_leave_neither_the_right_to_serve_on() {
    int both = memory.version();
    memory.read(R1, 10, 14, both);
    memory.read(R2, 11, 13, both);
    assertThat(passed(R1, Proof.NONE, OLD_CONNECTION)).isFalse();
    assertThat(passed(R2, Proof.NONE, OLD_CONNECTION)).isFalse();
    assertThat(passed(R2, proof(14, 13), OLD_CONNECTION)).isFalse();
    assertThat(passed(R2, proof(14, 14), OLD_CONNECTION)).isTrue();
  }

  @Test
  void reads_at_once_on_one_replica_count_from_when_the_first_began() {
    int both = memory.version();
    memory.read(R1, 20, 24, both);
    memory.read(R1, 10, 25, both);
    assertThat(passed(R1, Proof.NONE, 11)).isFalse();
    assertThat(passed(R1, Proof.NONE, 10)).isTrue();
  }

  @Test
  void what_is_forgotten_of_one_is_respected_by_all() {
    CallerMemory heir = new CallerMemory();
    memory.wrote(true, 10);
    memory.opens(1);
    memory.leaveTo(heir);
    memory.closes(20);
    memory.wrote(true, 30); // somebody still held it
    assertThat(heir.passed(R1, proof(29, 99), OLD_CONNECTION)).isFalse();
    assertThat(heir.passed(R1, proof(30, 19), OLD_CONNECTION)).isFalse();
    assertThat(heir.passed(R1, proof(30, 20), OLD_CONNECTION)).isTrue();
  }
}
