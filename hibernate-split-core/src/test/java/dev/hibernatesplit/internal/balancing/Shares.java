package dev.hibernatesplit.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hibernatesplit.spi.LoadBalancer;
import dev.hibernatesplit.spi.ServingReplica;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who got how many of very many turns: so many that no share is off by two points by chance. */
record Shares(Map<String, Integer> turns) {

  private static final int ALL = 40_000;

  static Shares of(LoadBalancer balancer, Member... members) {
    LoadBalancer.Turns next = balancer.among(List.<ServingReplica>of(members));
    Map<String, Integer> turns = new HashMap<>();
    for (int i = 0; i < ALL; i++) {
      turns.merge(next.next().name(), 1, Integer::sum);
    }
    return new Shares(turns);
  }

  /** The part of all turns that one had, from 0 to 1. */
  double of(String name) {
    return turns.getOrDefault(name, 0) / (double) ALL;
  }

  void are(String name, double share) {
    assertThat(of(name)).as("share of %s in %s", name, turns).isCloseTo(share, within(0.02));
  }
}
