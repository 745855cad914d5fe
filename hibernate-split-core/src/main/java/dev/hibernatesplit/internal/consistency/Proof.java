package dev.hibernatesplit.internal.consistency;

import dev.hibernatesplit.internal.wal.Position;
import org.jspecify.annotations.Nullable;

/**
 * What one replica was seen to have. Immutable.
 *
 * @param sentAt when the sample was sent that shows it: true of connections that were made before
 * @param flushed it has replayed everything that the primary had flushed before this moment
 * @param inserted it has replayed everything that the primary had inserted before this moment
 * @param replayed where it was in the log; null if it is not known to be on the primary's timeline
 */
record Proof(long sentAt, long flushed, long inserted, @Nullable Position replayed) {

  /** Nothing is known. */
  static final Proof NONE = new Proof(Long.MIN_VALUE, Moments.NEVER, Moments.NEVER, null);

  /** What it says of a connection that was made at a moment: it may be of an earlier life. */
  Proof of(long madeAt) {
    return sentAt > madeAt ? this : NONE;
  }
}
