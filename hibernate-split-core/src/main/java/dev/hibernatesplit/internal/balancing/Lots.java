package dev.hibernatesplit.internal.balancing;

import dev.hibernatesplit.spi.ServingReplica;
import java.util.List;

/**
 * Lots to draw replicas by: each has as many of {@link #ALL} as its weight says. Immutable.
 *
 * <p>A draw is arithmetic alone: a processor would guess wrong where a branch depends on chance.
 */
final class Lots {

  /** How many there are. */
  static final long ALL = 1L << Integer.SIZE;

  private final long[] ends;

  /**
   * @param replicas at least one
   */
  Lots(List<ServingReplica> replicas) {
    double weights = replicas.stream().mapToDouble(ServingReplica::weight).sum();
    ends = new long[replicas.size() - 1]; // the last one has what is left
    double end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += replicas.get(i).weight();
      ends[i] = (long) (ALL * (end / weights));
    }
  }

  /**
   * The place of the replica whose lot is drawn.
   *
   * @param lot from 0 to below {@link #ALL}
   */
  int draw(long lot) {
    int place = 0;
    for (long end : ends) {
      place += (int) (1 + ((lot - end) >> (Long.SIZE - 1))); // one more if the lot is not below it
    }
    return place;
  }
}
