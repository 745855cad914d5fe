package dev.hibernatesplit.testing.simulated;

import java.util.UUID;

/** Who takes the writes, of which cluster, and since which promotion? Thread-safe. */
final class Roles {

  private final String system = Long.toUnsignedString(UUID.randomUUID().getMostSignificantBits());
  private String leader;
  private int timeline = 1;

  Roles(String leader) {
    this.leader = leader;
  }

  /** What the cluster's servers have in common, and no other cluster has. */
  String system() {
    return system;
  }

  synchronized String leader() {
    return leader;
  }

  synchronized int timeline() {
    return timeline;
  }

  synchronized void promote(String server) {
    leader = server;
    timeline++;
  }
}
