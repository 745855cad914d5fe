package dev.hibernatesplit.internal.consistency;

import org.jspecify.annotations.Nullable;

/**
 * Where the rows come from that a session reads now. Used by one thread at a time, as its session.
 *
 * <p>Hibernate reads rows of a query while it runs others for what they refer to, and does not say
 * which row it is at: while several are open, the least that is known of any of them holds for all.
 */
public final class Provenance {

  private @Nullable String replica;
  private Proof proof = Proof.NONE;
  private int replicaReads;

  /**
   * A query has run.
   *
   * @param by the replica that did; null for the primary
   * @param known what it was known to have before
   * @param amongOthers whether rows of other queries are still being read
   */
  void read(@Nullable String by, Proof known, boolean amongOthers) {
    if (by != null) {
      replicaReads++;
    }
    if (!amongOthers || replica == null) {
      replica = by;
      proof = known;
    } else if (by != null) {
      proof = proof.andOf(known);
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

  /** What it was known to have before the first of them was read. */
  Proof proof() {
    return proof;
  }
}
