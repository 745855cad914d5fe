package dev.hibernatesplit.internal.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.wal.Position;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Reads never go back, and find what their session has written. */
class MemoryTest {

  private static final int R1 = 0;
  private static final int R2 = 1;
  private static final long OLD_CONNECTION = 1;

  private final Memory memory = new Memory();

  private static Proof proof(long flushed, long inserted) {
    return new Proof(1_000, Instant.EPOCH, flushed, inserted, new Position(0));
  }

  private void read(int target, long began, long ended) {
    memory.read(target, began, ended);
  }

  private boolean passed(int replica, Proof proof, long madeAt) {
    return memory.passed(replica, proof, madeAt);
  }

  @Test
  void own_writes_are_found() {
    memory.wrote(true, 10);
    assertThat(passed(R1, proof(9, 99), OLD_CONNECTION)).isFalse();
    assertThat(passed(R1, proof(10, 0), OLD_CONNECTION)).isTrue();
    memory.wrote(false, 20);
    assertThat(passed(R1, proof(99, 19), OLD_CONNECTION)).isFalse();
    assertThat(passed(R1, proof(10, 20), OLD_CONNECTION)).isTrue();
  }

  @Test
  void the_replica_that_was_read_serves_on_over_a_connection_that_was_there_when_the_read_began() {
    read(R1, 10, 12);
    assertThat(passed(R1, Proof.NONE, 10)).isTrue();
    assertThat(passed(R1, Proof.NONE, 11)).isFalse(); // it may have been restarted in between
  }

  @Test
  void another_replica_serves_once_it_has_passed_a_sample_sent_after_the_read() {
    read(R1, 10, 12);
    assertThat(passed(R2, proof(11, 11), OLD_CONNECTION)).isFalse();
    assertThat(passed(R2, proof(12, 11), OLD_CONNECTION)).isTrue();
  }

  @Test
  void after_a_read_of_the_primary_a_replica_needs_what_was_inserted() {
    read(Memory.PRIMARY, 10, 12); // it shows commits that are not flushed yet
    assertThat(passed(R1, proof(99, 11), OLD_CONNECTION)).isFalse();
    assertThat(passed(R1, proof(0, 12), OLD_CONNECTION)).isTrue();
  }

  @Test
  void the_replica_that_serves_now_has_what_was_read_before() {
    read(R1, 10, 12);
    read(R2, 20, 22);
    assertThat(memory.lastReplica()).isEqualTo(R2);
    assertThat(passed(R1, proof(12, 12), OLD_CONNECTION)).isFalse();
    assertThat(passed(R2, Proof.NONE, 20)).isTrue();
  }

  @Test
  void an_open_write_is_passed_by_nobody() {
    memory.opens(1);
    assertThat(passed(R1, proof(999, 999), OLD_CONNECTION)).isFalse();
    memory.closes(50);
    assertThat(passed(R1, proof(999, 49), OLD_CONNECTION)).isFalse();
    assertThat(passed(R1, proof(0, 50), OLD_CONNECTION)).isTrue();
  }

  /** Whoever finds the outcome known finds the fence: else it would have read stale in between. */
  @Test
  void one_of_two_open_writes_that_is_closed_leaves_the_other_open() {
    memory.opens(1);
    memory.opens(1);
    memory.closes(50);
    assertThat(passed(R1, proof(999, 999), OLD_CONNECTION)).isFalse();
    memory.closes(40);
    assertThat(passed(R1, proof(0, 49), OLD_CONNECTION)).isFalse();
    assertThat(memory.newest()).isEqualTo(50);
    assertThat(memory.needsInserted()).isTrue();
  }
}
