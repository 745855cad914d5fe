package dev.hibernatesplit.internal.config;

/**
 * What happens to reads that a replica does not finish, or that no replica can serve?
 *
 * @param retryReads whether a read that a replica did not finish runs elsewhere
 * @param noReplica who serves where no replica can
 * @param primaryReadShare the part of the primary's pool that such reads may hold, in per cent
 */
public record FallbackConfiguration(boolean retryReads, NoReplica noReplica, int primaryReadShare) {

  /** What a read does when no replica can serve it. */
  public enum NoReplica {
    /** It runs on the primary. */
    PRIMARY,
    /** It fails. */
    FAIL
  }
}
