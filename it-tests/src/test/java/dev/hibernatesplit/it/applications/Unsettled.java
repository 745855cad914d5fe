package dev.hibernatesplit.it.applications;

import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.util.function.IntConsumer;

/** Replicas that do not keep up: one stands still half of the time, the other is always late. */
final class Unsettled implements IntConsumer, AutoCloseable {

  private static final int TURN = 20;

  private final PostgresServer halting;
  private final PostgresServer late;

  Unsettled(ReplicatedPostgres cluster) {
    halting = cluster.replica("r1");
    late = cluster.replica("r2");
  }

  /** Before each step, whose number it is. */
  @Override
  public void accept(int step) {
    if (step == 0) {
      late.setting("recovery_min_apply_delay", "20ms");
    }
    if (step % (2 * TURN) == 0) {
      halting.pauseReplay();
    } else if (step % TURN == 0) {
      halting.resumeReplay();
    }
  }

  @Override
  public void close() {
    halting.resumeReplay();
    late.resetSetting("recovery_min_apply_delay");
  }
}
