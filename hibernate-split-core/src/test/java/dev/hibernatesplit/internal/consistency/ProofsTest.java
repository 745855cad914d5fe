package dev.hibernatesplit.internal.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.health.Sample;
import dev.hibernatesplit.internal.wal.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What samples prove. */
class ProofsTest {

  private static final long NOW = System.nanoTime();

  private final Proofs proofs = new Proofs(List.of("r1", "r2"));

  static Sample primary(long at, long flushed, long inserted, int timeline, int life) {
    return primary(at, new Position(flushed), inserted, timeline, life);
  }

  private static Sample primary(
      long at, @Nullable Position flushed, long inserted, int timeline, int life) {
    return new Sample(
        "primary",
        NOW + at,
        NOW + at,
        false,
        "1",
        timeline,
        Instant.ofEpochSecond(life),
        new Position(inserted),
        flushed,
        false,
        2);
  }

  static Sample replica(String name, long at, long replayed, @Nullable Integer timeline) {
    return new Sample(
        name,
        NOW + at,
        NOW + at,
        true,
        "1",
        timeline,
        Instant.ofEpochSecond(5),
        new Position(replayed),
        null,
        true,
        2);
  }

  private static long moment(long at) {
    return Moments.of(NOW + at);
  }

  @Test
  void a_replica_has_what_was_there_before_the_newest_sample_that_it_has_replayed() {
    proofs.primary(primary(1, 100, 110, 1, 1));
    proofs.primary(primary(2, 200, 210, 1, 1));
    proofs.replica(replica("r1", 3, 205, 1));
    assertThat(proofs.of(0).flushed()).isEqualTo(moment(2));
    assertThat(proofs.of(0).inserted()).isEqualTo(moment(1));
    assertThat(proofs.of(0).sentAt()).isEqualTo(moment(3));
    assertThat(proofs.of(1)).isSameAs(Proof.NONE);
  }

  @Test
  void who_commits_unflushed_is_taken_at_what_it_had_inserted_from_then_on() {
    proofs.primary(primary(1, 100, 110, 1, 1));
    proofs.replica(replica("r1", 2, 205, 1));
    assertThat(proofs.of(0).flushed()).isEqualTo(moment(1));
    proofs.primary(primary(3, null, 210, 1, 1));
    assertThat(proofs.of(0).flushed()).isEqualTo(moment(1));
    proofs.primary(primary(4, 205, 220, 1, 1)); // what was committed meanwhile is still not flushed
    assertThat(proofs.of(0).flushed()).isEqualTo(moment(1));
    proofs.replica(replica("r1", 5, 220, 1));
    assertThat(proofs.of(0).flushed()).isEqualTo(moment(4));
  }

  @Test
  void a_later_sample_of_the_primary_serves_an_earlier_one_of_the_replica() {
    proofs.replica(replica("r1", 1, 100, 1));
    proofs.primary(primary(9, 100, 100, 1, 1));
    assertThat(proofs.of(0).flushed()).isEqualTo(moment(9));
  }

  @Test
  void another_timeline_proves_nothing_whatever_the_numbers() {
    proofs.primary(primary(1, 100, 100, 1, 1));
    proofs.replica(replica("r1", 2, 500, 1));
    assertThat(proofs.primary(primary(3, 90, 90, 2, 1))).isTrue();
    assertThat(proofs.of(0)).isSameAs(Proof.NONE);
    proofs.replica(replica("r1", 4, 500, 1));
    assertThat(proofs.of(0)).isSameAs(Proof.NONE);
    proofs.replica(replica("r1", 5, 500, null)); // no more on trust
    assertThat(proofs.of(0)).isSameAs(Proof.NONE);
    proofs.replica(replica("r1", 6, 90, 2));
    assertThat(proofs.of(0).flushed()).isEqualTo(moment(3));
  }

  @Test
  void another_life_of_the_primary_begins_another_history() {
    proofs.primary(primary(1, 100, 100, 1, 1));
    assertThat(proofs.primary(primary(2, 100, 100, 1, 1))).isFalse();
    assertThat(proofs.primary(primary(3, 100, 100, 1, 2))).isTrue();
    proofs.replica(replica("r1", 4, 100, null));
    assertThat(proofs.of(0).flushed()).isEqualTo(moment(3));
  }

  @Test
  void a_replica_that_went_back_proves_less() {
    proofs.primary(primary(1, 100, 100, 1, 1));
    proofs.primary(primary(2, 200, 200, 1, 1));
    proofs.replica(replica("r1", 3, 200, 1));
    proofs.replica(replica("r1", 4, 150, 1));
    assertThat(proofs.of(0).flushed()).isEqualTo(moment(1));
  }

  @Test
  void one_that_takes_writes_is_no_replica() {
    proofs.primary(primary(1, 100, 100, 1, 1));
    Sample promoted = primary(2, 100, 100, 1, 1);
    proofs.replica(
        new Sample(
            "r1",
            promoted.sentAt(),
            promoted.answeredAt(),
            false,
            "1",
            1,
            promoted.startedAt(),
            promoted.position(),
            promoted.flushed(),
            false,
            2));
    assertThat(proofs.of(0)).isSameAs(Proof.NONE);
  }

  @Test
  void who_waits_is_told() throws InterruptedException {
    proofs.primary(primary(1, 100, 100, 1, 1));
    assertThat(proofs.await(() -> proofs.sampledSince(moment(1)), 0)).isTrue();
    assertThat(proofs.await(() -> proofs.sampledSince(moment(2)), 1)).isFalse();
    Thread sampling = new Thread(() -> proofs.primary(primary(2, 100, 100, 1, 1)));
    sampling.start();
    assertThat(proofs.await(() -> proofs.sampledSince(moment(2)), 60_000_000_000L)).isTrue();
    sampling.join();
  }
}
