package dev.hibernatesplit.internal.health;

import org.jspecify.annotations.Nullable;

/**
 * How far is this replica behind? Thread-safe.
 *
 * <p>One that received the log and does no more counts as lagging from then on, although it may
 * have all there is: of the primary's next write it would know nothing.
 */
final class ReplicaLag {

  private final LagHistory history;
  private @Nullable Sample last;
  private @Nullable Long received;

  ReplicaLag(LagHistory history) {
    this.history = history;
  }

  /** Its next sample. */
  synchronized void sees(Sample replica) {
    last = replica;
    if (replica.receiving()) {
      received = replica.sentAt();
    }
  }

  synchronized Lag at(long now) {
    boolean receiving = last != null && last.receiving();
    return history.lag(last, receiving ? null : received, now);
  }
}
