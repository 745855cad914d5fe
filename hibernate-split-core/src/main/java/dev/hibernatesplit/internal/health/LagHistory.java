package dev.hibernatesplit.internal.health;

import dev.hibernatesplit.internal.wal.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where was the primary, and when? From that follows how far a replica is behind, by no clock but
 * ours. Thread-safe.
 *
 * <p>A replica that has replayed a position has all that was committed before the sample of that
 * position was sent. So its lag is the age of the newest sample that it has replayed; and it is 0
 * if that is the latest that was taken before the replica's own, as long as both are fresh.
 *
 * <p>Bounded: samples that follow each other closely replace each other, and when it is full, older
 * ones are thinned out. Another timeline begins another history.
 */
final class LagHistory {

  private static final int CAPACITY = 512;

  private final long spacing;
  private final long fresh;
  private final List<Sample> samples = new ArrayList<>();

  /**
   * @param interval at which primary and replicas are sampled at least
   */
  LagHistory(Duration interval) {
    this.spacing = interval.toNanos() / 10;
    this.fresh = 2 * interval.toNanos();
  }

  /** The primary's next sample. */
  synchronized void add(Sample primary) {
    if (!samples.isEmpty() && !sameLog(newest(), primary)) {
      samples.clear();
    }
    int size = samples.size();
    if (size > 1 && newest().sentAt() - samples.get(size - 2).sentAt() < spacing) {
      samples.remove(size - 1);
    } else if (size == CAPACITY) {
      thinOut();
    }
    samples.add(primary);
  }

  private Sample newest() {
    return samples.get(samples.size() - 1);
  }

  private static boolean sameLog(Sample one, Sample other) {
    return one.systemIdentifier().equals(other.systemIdentifier())
        && (one.timeline() == null || one.timeline().equals(other.timeline()));
  }

  /** Every other of the older half goes: of what is long ago less is known. */
  private void thinOut() {
    List<Sample> kept = new ArrayList<>(CAPACITY);
    for (int i = 0; i < CAPACITY; i++) {
      if (i % 2 == 0 || i >= CAPACITY / 2) {
        kept.add(samples.get(i));
      }
    }
    samples.clear();
    samples.addAll(kept);
  }

  /**
   * How far a replica is behind now.
   *
   * @param replica its last sample; null if it never answered
   * @param cutSince when it was last seen to receive the log, if it did once and does no more; null
   *     if it does
   */
  synchronized Lag lag(@Nullable Sample replica, @Nullable Long cutSince, long now) {
    if (replica == null) {
      return new Lag.Unknown("it has not answered yet");
    }
    if (samples.isEmpty()) {
      return new Lag.Unknown("the primary has not answered yet");
    }
    Integer timeline = replica.timeline();
    if (timeline != null && !timeline.equals(newest().timeline())) {
      return new Lag.Unknown(
          "it follows timeline " + timeline + ", the primary is on " + newest().timeline());
    }
    Sample replayed = replayed(replica.position());
    if (replayed == null) {
      return new Lag.Unknown("it has not replayed what the primary had when first seen");
    }
    return new Lag.Known(
        Duration.ofNanos(time(replica, replayed, cutSince, now)),
        Math.max(0, newest().position().minus(replica.position())));
  }

  private long time(Sample replica, Sample replayed, @Nullable Long cutSince, long now) {
    long cut = cutSince == null ? 0 : now - cutSince;
    Sample latest = latestBefore(replica);
    boolean current =
        latest != null
            && replayed.sentAt() - latest.sentAt() >= 0
            && now - replayed.sentAt() <= fresh
            && now - replica.sentAt() <= fresh;
    return Math.max(cut, current ? 0 : now - replayed.sentAt());
  }

  private @Nullable Sample replayed(Position position) {
    for (int i = samples.size() - 1; i >= 0; i--) {
      if (position.hasReached(samples.get(i).position())) {
        return samples.get(i);
      }
    }
    return null;
  }

  private @Nullable Sample latestBefore(Sample replica) {
    for (int i = samples.size() - 1; i >= 0; i--) {
      if (samples.get(i).answeredAt() - replica.sentAt() <= 0) {
        return samples.get(i);
      }
    }
    return null;
  }
}
