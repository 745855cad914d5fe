package dev.hibernatesplit.internal.topology;

import org.jspecify.annotations.Nullable;

/**
 * What people want of a replica: the settings at first, then whatever they change at run time.
 *
 * @param takenOut whether it is to serve nothing
 * @param weight its share of the reads, from 0
 * @param region where it is; null if nobody said
 */
public record Standing(boolean takenOut, int weight, @Nullable String region) {

  /** The same, and it is to serve nothing, or to serve again. */
  public Standing takenOut(boolean out) {
    return new Standing(out, weight, region);
  }

  /** The same with another share. */
  public Standing weight(int share) {
    return new Standing(takenOut, share, region);
  }

  /** The same in another place. */
  public Standing region(String place) {
    return new Standing(takenOut, weight, place);
  }
}
