package dev.hibernatesplit.internal.balancing;

import dev.hibernatesplit.spi.LoadBalancer;
import dev.hibernatesplit.spi.ServingReplica;
import java.util.List;

/** Whoever has fewer connections in use, or waited for, for its weight, of two that are drawn. */
final class LeastConnections implements LoadBalancer {

  @Override
  public boolean comparesLatency() {
    return false;
  }

  @Override
  public Turns among(List<ServingReplica> replicas) {
    return BetterOfTwo.among(replicas, LeastConnections::lessBusy);
  }

  private static boolean lessBusy(ServingReplica one, ServingReplica other) {
    return one.inFlight() * other.weight() < other.inFlight() * one.weight();
  }
}
