package dev.hibernatesplit.internal.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.footprint.Footprint;
import dev.hibernatesplit.internal.footprint.RowHash;
import dev.hibernatesplit.internal.topology.Physical;
import dev.hibernatesplit.internal.wal.Position;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which replica may serve a read after which commit. */
class FencesTest {

  private final Fences fences = new Fences();

  private static Proof proof(long flushed, long inserted) {
    return new Proof(1, Instant.EPOCH, flushed, inserted, new Position(0));
  }

  private boolean passed(Footprint read, Proof proof) {
    return fences.passed(read, RowHash.NONE, proof);
  }

  private static Written written(Footprint footprint) {
    Written written = new Written();
    written.add(footprint, RowHash.NONE);
    return written;
  }

  @Test
  void without_any_commit_everybody_may_serve() {
    assertThat(passed(Footprint.EVERYTHING, Proof.NONE)).isTrue();
  }

  @Test
  void a_synchronous_commit_asks_for_what_was_flushed() {
    fences.raise(written(Touching.tables(1)), true, 10);
    assertThat(passed(Touching.tables(1), proof(10, 0))).isTrue();
    assertThat(passed(Touching.tables(1), proof(9, 99))).isFalse();
  }

  @Test
  void every_other_commit_asks_for_what_was_inserted() {
    fences.raise(written(Touching.tables(1)), false, 10);
    assertThat(passed(Touching.tables(1), proof(0, 10))).isTrue();
    assertThat(passed(Touching.tables(1), proof(99, 9))).isFalse();
  }

  @Test
  void other_tables_are_not_held_up() {
    fences.raise(written(Touching.tables(1, 2)), true, 10);
    assertThat(passed(Touching.tables(3), Proof.NONE)).isTrue();
    assertThat(passed(Touching.tables(3, 2), Proof.NONE)).isFalse();
    assertThat(passed(Footprint.EVERYTHING, Proof.NONE)).isFalse();
  }

  @Test
  void who_wrote_nobody_knows_what_holds_up_all() {
    fences.raiseEverything(10);
    assertThat(passed(Touching.tables(3), proof(99, 9))).isFalse();
    assertThat(passed(Touching.tables(3), proof(0, 10))).isTrue();
  }

  @Test
  void an_older_commit_does_not_lower_a_fence() {
    fences.raise(written(Touching.tables(1)), true, 10);
    fences.raise(written(Touching.tables(1)), true, 5);
    assertThat(passed(Touching.tables(1), proof(9, 9))).isFalse();
  }

  @Test
  void a_row_holds_up_itself_and_queries_over_its_table() {
    Footprint row = Touching.row(1);
    Written written = new Written();
    written.add(row, 77);
    fences.raise(written, true, 10);
    assertThat(fences.passed(row, 77, Proof.NONE)).isFalse();
    assertThat(fences.passed(row, 78, Proof.NONE)).isTrue();
    assertThat(fences.passed(row, Lane.ROW_LATER, Proof.NONE)).isTrue();
    assertThat(fences.passed(row, RowHash.NONE, Proof.NONE)).isFalse();
    assertThat(passed(Touching.tables(1), Proof.NONE)).isFalse();
  }

  @Test
  void a_write_of_unknown_rows_holds_up_every_row_of_its_table() {
    fences.raise(written(Touching.tables(1)), true, 10);
    assertThat(fences.passed(Touching.row(1), 78, Proof.NONE)).isFalse();
    assertThat(fences.passed(Touching.row(1), Lane.ROW_LATER, Proof.NONE)).isFalse();
    assertThat(fences.passed(Touching.row(2), 78, Proof.NONE)).isTrue();
  }

  @Test
  void too_many_rows_are_the_table() {
    Written written = new Written();
    for (int i = 1; i <= Written.MOST_ROWS + 1; i++) {
      written.add(Touching.row(1), i);
    }
    fences.raise(written, true, 10);
    assertThat(fences.passed(Touching.row(1), 1_000_000, Proof.NONE)).isFalse();
  }

  @Test
  void an_open_fence_is_passed_by_nobody_until_it_is_closed() {
    Written written = written(Touching.tables(1));
    fences.open(written);
    assertThat(passed(Touching.tables(1), proof(99, 99))).isFalse();
    assertThat(passed(Touching.row(1), proof(99, 99))).isFalse();
    assertThat(passed(Touching.tables(2), proof(99, 99))).isTrue();
    fences.close(written, 100);
    assertThat(passed(Touching.tables(1), proof(100, 99))).isFalse();
    assertThat(passed(Touching.tables(1), proof(0, 100))).isTrue();
  }

  @Test
  void what_a_connection_shows_that_is_younger_than_the_sample_counts_for_nothing() {
    long now = System.nanoTime() + 1_000_000_000; // the first moment may be yet to come
    long moment = Moments.of(now);
    Proof sampled = new Proof(moment, Instant.EPOCH, moment, moment, new Position(0));
    Physical older = new Physical(now - 1, 1, Instant.EPOCH);
    Physical younger = new Physical(now, 1, Instant.EPOCH);
    Physical elsewhere = new Physical(now - 1, 1, Instant.EPOCH.plusSeconds(1));
    fences.raise(written(Touching.tables(1)), true, moment);
    assertThat(passed(Touching.tables(1), sampled.of(older))).isTrue();
    assertThat(passed(Touching.tables(1), sampled.of(younger))).isFalse();
    assertThat(passed(Touching.tables(1), sampled.of(elsewhere))).isFalse();
    assertThat(sampled.isOfAnotherLifeThan(elsewhere)).isTrue();
    assertThat(sampled.isOfAnotherLifeThan(younger)).isFalse();
  }
}
