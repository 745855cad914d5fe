package dev.hibernatesplit.internal.balancing;

import dev.hibernatesplit.spi.LoadBalancer;
import dev.hibernatesplit.spi.ServingReplica;
import java.util.List;

/** The replicas of one region that serve, or those that are in none. Thread-safe. */
final class Region {

  private final ServingReplica[] replicas;
  private final LoadBalancer.Turns turns;

  /**
   * @param replicas at least one
   * @param turns whose turn it is among them
   */
  Region(List<ServingReplica> replicas, LoadBalancer.Turns turns) {
    this.replicas = replicas.toArray(ServingReplica[]::new);
    this.turns = turns;
  }

  /** Turns in the region that is nearest by measurement at the moment. */
  static LoadBalancer.Turns nearestOf(List<Region> regions) {
    Region[] all = regions.toArray(Region[]::new);
    return all.length == 1 ? all[0].turns : () -> nearest(all).turns.next();
  }

  private static Region nearest(Region[] regions) {
    Region nearest = regions[0];
    double least = nearest.distance();
    for (int i = 1; i < regions.length; i++) {
      double distance = regions[i].distance();
      if (distance < least) {
        nearest = regions[i];
        least = distance;
      }
    }
    return nearest;
  }

  /** The median of its round trips, the lower one of two; looked for without making anything. */
  double distance() {
    double farthest = 0;
    for (ServingReplica candidate : replicas) {
      double distance = NearestFirst.distance(candidate);
      int nearer = 0;
      int asNear = 0;
      for (ServingReplica other : replicas) {
        double others = NearestFirst.distance(other);
        nearer += others < distance ? 1 : 0;
        asNear += others == distance ? 1 : 0;
      }
      int middle = (replicas.length - 1) / 2;
      if (nearer <= middle && middle < nearer + asNear) {
        return distance;
      }
      farthest = Math.max(farthest, distance);
    }
    return farthest; // what is measured may change in the middle of it
  }
}
