package dev.hibernatesplit.internal.balancing;

import dev.hibernatesplit.spi.LoadBalancer;
import java.util.Locale;

/** The balancers that settings have words for. */
public enum Balancer {
  WEIGHTED_ROUND_ROBIN,
  ROUND_ROBIN,
  RANDOM,
  LEAST_CONNECTIONS,
  LOWEST_LATENCY,
  NEAREST;

  /** The word for it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A new one. */
  public LoadBalancer make() {
    return switch (this) {
      case WEIGHTED_ROUND_ROBIN -> new WeightedRoundRobin();
      case ROUND_ROBIN -> new RoundRobin();
      case RANDOM -> new WeightedRandom();
      case LEAST_CONNECTIONS -> new LeastConnections();
      case LOWEST_LATENCY -> new LowestLatency();
      case NEAREST -> new NearestFirst();
    };
  }
}
