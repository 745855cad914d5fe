package dev.hibernatesplit.it.consistency;

import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;

/** While it is open, no replica replays anything. */
record Paused(ReplicatedPostgres cluster) implements AutoCloseable {

  static Paused all(ReplicatedPostgres cluster) {
    cluster.awaitCatchUp();
    cluster.replicas().forEach(PostgresServer::pauseReplay);
    return new Paused(cluster);
  }

  @Override
  public void close() {
    cluster.replicas().forEach(PostgresServer::resumeReplay);
    cluster.awaitCatchUp();
  }
}
