package dev.hibernatesplit.it.consistency;

import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;

/** Something happens while no replica replays anything. */
final class Paused {

  private Paused() {}

  static void during(ReplicatedPostgres cluster, Runnable work) {
    cluster.awaitCatchUp();
    cluster.replicas().forEach(PostgresServer::pauseReplay);
    try {
      work.run();
    } finally {
      cluster.replicas().forEach(PostgresServer::resumeReplay);
      cluster.awaitCatchUp();
    }
  }
}
