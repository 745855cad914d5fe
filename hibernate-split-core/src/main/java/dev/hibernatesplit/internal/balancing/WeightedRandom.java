package dev.hibernatesplit.internal.balancing;

import dev.hibernatesplit.spi.LoadBalancer;
import dev.hibernatesplit.spi.ServingReplica;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Whoever is drawn, by weight. */
final class WeightedRandom implements LoadBalancer {

  @Override
  public boolean comparesLatency() {
    return false;
  }

  @Override
  public Turns among(List<ServingReplica> replicas) {
    Lots lots = new Lots(replicas);
    ServingReplica[] places = replicas.toArray(ServingReplica[]::new);
    return () -> places[lots.draw(Integer.toUnsignedLong(ThreadLocalRandom.current().nextInt()))];
  }
}
