package dev.hibernatesplit.testing.split;

import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Has the library asked the servers? Told by their logs, where each probe is listed. */
final class Probes {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long POLL_NANOS = 5_000_000;

  private final ReplicatedPostgres cluster;

  /** Clearing the logs forgets the probes, too. */
  private volatile boolean seen;

  Probes(ReplicatedPostgres cluster) {
    this.cluster = cluster;
  }

  /** What was seen in the logs is about to be forgotten. */
  void cleared() {
    seen = seen || count(cluster.primary()) > 0;
  }

  /**
   * Waits until the library has asked the primary, and then each replica that answers, if it is
   * there at all: twice, since the first may have set out before. The log has a probe before it is
   * answered, so one more must follow.
   */
  void await() {
    if (!seen && count(cluster.primary()) == 0) {
      return;
    }
    more(cluster.primary());
    cluster.replicas().stream().filter(Probes::answers).forEach(Probes::more);
  }

  private static boolean answers(PostgresServer server) {
    try {
      return server.inRecovery();
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private static void more(PostgresServer server) {
    long enough = count(server) + 3;
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (count(server) < enough) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException(
            "No application has probed " + server + " for " + PATIENCE.toSeconds() + " s");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static long count(PostgresServer server) {
    return server.statements().stream()
        .filter(statement -> statement.application().equals(ServerLog.PROBE))
        .count();
  }
}
