package dev.hibernatesplit;

/**
 * How often and how long did reads wait for a replica to have what they must see? Immutable.
 *
 * <p>Each wait counts, whatever came of it; a read that went to the primary at once, without
 * waiting, is a fall-back for {@link RoutingReason#FENCE} and not counted here.
 *
 * @param durations how many waited, and for how long
 * @param inVain how many of them found no replica that has it, and went to the primary
 */
public record FenceWaitStatistics(LatencyStatistics durations, long inVain) {

  /** Nobody has waited. */
  public static final FenceWaitStatistics NONE = new FenceWaitStatistics(LatencyStatistics.NONE, 0);

  /** How many waited. */
  public long count() {
    return durations.count();
  }

  /** Those between an earlier moment and this one. */
  FenceWaitStatistics since(FenceWaitStatistics earlier) {
    return new FenceWaitStatistics(durations.since(earlier.durations), inVain - earlier.inVain);
  }

  /** A few words for an operator. */
  @Override
  public String toString() {
    return durations.count() == 0 ? "none" : durations + ", " + inVain + " in vain";
  }
}
