package dev.hibernatesplit.internal.consistency;

import dev.hibernatesplit.spi.StatementInfo;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows come from that a session reads now. Used by one thread at a time, as its session.
 *
 * <p>Hibernate reads rows of a query while it runs others for what they refer to, and does not say
 * which row it is at: while several are open, the least that is known of any of them holds for all.
 */
public final class Provenance {

  private @Nullable Promises reader;
  private boolean readerHasMore;
  private @Nullable String replica;
  private int replicaReads;
  private @Nullable Evidence evidence;
  private long found = Moments.NEVER;

  /**
   * A query has run.
   *
   * @param on the connection that it ran on, which knows what a replica was known to have before
   * @param statement the query
   * @param by the replica that did; null for the primary
   * @param amongOthers whether rows of other queries are still being read over that connection
   */
  void read(Promises on, StatementInfo statement, @Nullable String by, boolean amongOthers) {
    if (by != null) {
      replicaReads++;
    }
    boolean alone = reader == on ? !amongOthers : !readerHasMore;
    if (alone || replica == null) {
      reader = on;
      readerHasMore = true;
      replica = by;
      if (on.all().feedsCaches()) {
        evidence = evidence == null ? new Evidence() : evidence;
        evidence.is(statement, on.evidence());
      }
    } else if (by != null && evidence != null) {
      evidence.and(statement, on.evidence());
    }
  }

  /** A connection was closed, and what was read over it with it. */
  void closed(Promises connection) {
    if (reader == connection) {
      readerHasMore = false;
    }
  }

  /** The replica that some of the rows may be of; null if they are all of the primary. */
  public @Nullable String replica() {
    return replica;
  }

  /** How many queries replicas have run for the session until now. */
  public int replicaReads() {
    return replicaReads;
  }

  /**
   * Whether the rows may be kept for others to find: what the primary read always, what a replica
   * read if that was known to have, before, all that is committed until now to what it was read of.
   */
  public boolean mayBeKept() {
    return replica == null || reader == null || reader.all().mayKeep(evidence);
  }

  /**
   * Something was found that somebody had read before and kept.
   *
   * @param kept when, by {@link Shelf}
   */
  public void found(long kept) {
    found = Math.max(found, kept);
  }

  /** When the newest was kept of what was found. */
  long found() {
    return found;
  }
}
