package dev.hibernatesplit.internal.balancing;

import dev.hibernatesplit.spi.LoadBalancer;
import dev.hibernatesplit.spi.ServingReplica;
import java.util.List;

/**
 * Whoever would answer sooner, of two that are drawn: by its latency of late, times what waits in
 * front of it. Those that differ little share by weight.
 */
final class LowestLatency implements LoadBalancer {

  @Override
  public Turns among(List<ServingReplica> replicas) {
    double usual = replicas.stream().mapToDouble(ServingReplica::weight).average().orElseThrow();
    return BetterOfTwo.among(
        replicas, (one, other) -> !Load.near(cost(other, usual), cost(one, usual)));
  }

  /** One of twice the weight is as busy with twice as many statements. */
  private static double cost(ServingReplica replica, double usualWeight) {
    return replica.latency() * (1 + replica.inFlight() * usualWeight / replica.weight());
  }
}
