package dev.hibernatesplit.internal.health;

import dev.hibernatesplit.internal.wal.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a server said of itself in answer to one probe. All of it was true at some moment between
 * sending and answering.
 *
 * @param node its name among the targets
 * @param sentAt when the question was sent, by the monitor's ticker, as {@link System#nanoTime()}
 * @param answeredAt when the answer was there
 * @param inRecovery whether it is a replica
 * @param systemIdentifier what a primary and its replicas have in common
 * @param timeline a primary's own; of a replica the one it receives, and where it receives nothing
 *     or does not let us know (that takes the role {@code pg_monitor}), the one its control file
 *     had reached at its last restart point
 * @param startedAt when the server was started, by its own clock: another start, another life
 * @param position a primary's insert position, normalised; of a replica what it has replayed
 * @param flushed how far a primary's log is on its disk; null of a replica, and of a primary whose
 *     commits may return before they are there
 * @param receiving whether a replica is connected to whom it follows
 * @param isolation the isolation its connections come with, as {@link java.sql.Connection} numbers
 */
public record Sample(
    String node,
    long sentAt,
    long answeredAt,
    boolean inRecovery,
    String systemIdentifier,
    @Nullable Integer timeline,
    Instant startedAt,
    Position position,
    @Nullable Position flushed,
    boolean receiving,
    int isolation) {

  /** How long the way there and back took, in nanoseconds. */
  public long roundTrip() {
    return answeredAt - sentAt;
  }

  /** Whether all that it says is true after a moment, given in the ticker's nanoseconds. */
  public boolean sentAfter(long moment) {
    return sentAt - moment > 0;
  }
}
