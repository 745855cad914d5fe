package dev.hibernatesplit.internal.consistency;

import dev.hibernatesplit.internal.topology.Physical;
import dev.hibernatesplit.internal.wal.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one replica was seen to have. Immutable.
 *
 * @param sentAt when the sample was sent that shows it: true of connections that were made before
 * @param startedAt when the server was started that it is of, by the server's clock
 * @param flushed it has replayed everything that the primary had flushed before this moment
 * @param inserted it has replayed everything that the primary had inserted before this moment
 * @param replayed where it was in the log; null if it is not known to be on the primary's timeline
 */
record Proof(
    long sentAt, Instant startedAt, long flushed, long inserted, @Nullable Position replayed) {

  /** Nothing is known. */
  static final Proof NONE =
      new Proof(Long.MIN_VALUE, Instant.MIN, Moments.NEVER, Moments.NEVER, null);

  /**
   * What it says of a connection, which may be younger, and so to a later life of the server, or to
   * another server altogether; everything, if none is taken yet.
   */
  Proof of(@Nullable Physical connection) {
    return connection == null || (isYounger(connection) && connection.isOfLife(startedAt))
        ? this
        : NONE;
  }

  /** What both this and another show. */
  Proof andOf(Proof other) {
    return new Proof(
        Math.min(sentAt, other.sentAt),
        startedAt,
        Math.min(flushed, other.flushed),
        Math.min(inserted, other.inserted),
        null);
  }

  /** Whether a connection that it should be true of is not known to be to the same life. */
  boolean isOfAnotherLifeThan(@Nullable Physical connection) {
    return connection != null && isYounger(connection) && !connection.isOfLife(startedAt);
  }

  private boolean isYounger(Physical connection) {
    return sentAt > Moments.of(connection.madeAt());
  }
}
