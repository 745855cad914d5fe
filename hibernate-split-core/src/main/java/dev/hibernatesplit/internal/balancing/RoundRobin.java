package dev.hibernatesplit.internal.balancing;

import dev.hibernatesplit.spi.LoadBalancer;
import dev.hibernatesplit.spi.ServingReplica;
import java.util.List;

/** Each in turn, whatever the weights, which also means: at once in full after a return. */
final class RoundRobin implements LoadBalancer {

  @Override
  public boolean comparesLatency() {
    return false;
  }

  @Override
  public Turns among(List<ServingReplica> replicas) {
    return new WeightedRoundRobin().round(replicas.toArray(ServingReplica[]::new));
  }
}
