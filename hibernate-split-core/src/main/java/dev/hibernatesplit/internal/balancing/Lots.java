package dev.hibernatesplit.internal.balancing;

import dev.hibernatesplit.spi.ServingReplica;
import java.util.List;

/** Lots to draw replicas by: each has as many as its weight says. Immutable. */
final class Lots {

  private final double[] ends;
  private final double all;

  Lots(List<ServingReplica> replicas) {
    ends = new double[replicas.size()];
    double end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += replicas.get(i).weight();
      ends[i] = end;
    }
    all = end;
  }

  /** The weight that one has on average. */
  double mean() {
    return all / ends.length;
  }

  /**
   * The place of the replica whose lot is drawn.
   *
   * @param chance from 0 to below 1
   */
  int draw(double chance) {
    return owner(chance * all);
  }

  /** The same among all but one. */
  int drawOther(int drawn, double chance) {
    double start = drawn == 0 ? 0 : ends[drawn - 1];
    double width = ends[drawn] - start;
    double lot = chance * (all - width);
    return owner(lot < start ? lot : lot + width);
  }

  private int owner(double lot) {
    int place = 0;
    for (int i = 0; i < ends.length - 1; i++) { // to the end: a branch would be a guess
      place += lot >= ends[i] ? 1 : 0;
    }
    return place;
  }
}
