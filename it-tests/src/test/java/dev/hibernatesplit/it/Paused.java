package dev.hibernatesplit.it;

import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;

/** Something happens while no replica replays anything. */
public final class Paused {

  private Paused() {}

  public static void during(ReplicatedPostgres cluster, Runnable work) {
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
