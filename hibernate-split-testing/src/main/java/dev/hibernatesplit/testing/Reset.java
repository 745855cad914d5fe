package dev.hibernatesplit.testing;

import dev.hibernatesplit.testing.internal.server.ClusterSpec;
import java.util.List;

/** Undoes what a test did to a cluster. */
final class Reset {
  private final ClusterSpec spec;
  private final PostgresServer primary;
  private final List<PostgresServer> replicas;

  Reset(ClusterSpec spec, PostgresServer primary, List<PostgresServer> replicas) {
    this.spec = spec;
    this.primary = primary;
    this.replicas = replicas;
  }

  /** Tells whether it could: roles cannot be given back. */
  boolean servers() {
    if (replicas.stream().anyMatch(replica -> replica.replication().parted())) {
      return false;
    }
    revive(primary);
    for (PostgresServer replica : replicas) {
      revive(replica);
      replica.upstream(primary);
      replica.resumeReplay();
    }
    return true;
  }

  void database() {
    Databases.drop(primary, spec);
    Databases.create(primary, spec);
  }

  private static void revive(PostgresServer server) {
    server.closeProxy();
    server.thaw();
    server.start();
    if (server.settings().resetAll()) {
      server.restart();
    }
  }
}
