package dev.hibernatesplit.internal.balancing;

import dev.hibernatesplit.spi.LoadBalancer;
import dev.hibernatesplit.spi.ServingReplica;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Those whose round trip is about the least, sharing by weight. */
final class NearestFirst implements LoadBalancer {

  @Override
  public boolean comparesLatency() {
    return false;
  }

  @Override
  public Turns among(List<ServingReplica> replicas) {
    ServingReplica[] places = replicas.toArray(ServingReplica[]::new);
    return () -> next(places);
  }

  private static ServingReplica next(ServingReplica[] replicas) {
    ServingReplica nearest = replicas[0];
    double least = distance(nearest);
    for (ServingReplica replica : replicas) {
      if (distance(replica) < least) {
        nearest = replica;
        least = distance(replica);
      }
    }
    return drawn(replicas, nearest, least);
  }

  private static ServingReplica drawn(
      ServingReplica[] replicas, ServingReplica nearest, double least) {
    double lots = 0;
    for (ServingReplica replica : replicas) {
      lots += Load.near(distance(replica), least) ? replica.weight() : 0;
    }
    double lot = ThreadLocalRandom.current().nextDouble() * lots;
    for (ServingReplica replica : replicas) {
      lot -= Load.near(distance(replica), least) ? replica.weight() : 0;
      if (lot < 0) {
        return replica;
      }
    }
    return nearest; // what is measured may change in the middle of it
  }

  /** What was never measured is as far as can be. */
  static double distance(ServingReplica replica) {
    long measured = replica.roundTrip();
    return measured == 0 ? Double.MAX_VALUE : measured;
  }
}
