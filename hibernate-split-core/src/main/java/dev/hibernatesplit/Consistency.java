package dev.hibernatesplit;

/**
 * What must a read see? The values of {@code hibernate.split.consistency}, from the least to the
 * most; each promises what those before it promise.
 *
 * <p>None of them costs a write or a read a round trip, save {@link #GLOBAL}: where no replica is
 * known to have what a read must see, the read goes to the primary, or waits as long as {@code
 * hibernate.split.consistency_wait} says.
 */
public enum Consistency {
  /** Whatever the replica has that is asked. */
  EVENTUAL,
  /**
   * What the same session has committed and seen: an EntityManager, a caller bound with {@link
   * Routing#as}, or whoever made a {@link ConsistencyToken}. Reads never go back in time.
   */
  SESSION,
  /**
   * Every commit made through the factories of this process, on any thread, before the read; and
   * what the session has seen.
   */
  APPLICATION,
  /** Every commit acknowledged to anybody, anywhere, before the read began. */
  GLOBAL,
  /** What the primary has: it serves all reads. */
  PRIMARY
}
