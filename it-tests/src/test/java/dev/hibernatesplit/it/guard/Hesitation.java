package dev.hibernatesplit.it.guard;

import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.testing.PostgresServer;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A replica that stands still half of the time. */
final class Hesitation implements AutoCloseable {

  private static final long TURN_MS = 60;

  private final PostgresServer replica;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> turns;
  private boolean paused;

  Hesitation(PostgresServer replica) {
    this.replica = replica;
    this.turns = timer.scheduleWithFixedDelay(this::turn, 0, TURN_MS, TimeUnit.MILLISECONDS);
  }

  private void turn() {
    if (paused) {
      replica.resumeReplay();
    } else {
      replica.pauseReplay();
    }
    paused = !paused;
  }

  @Override
  public void close() {
    turns.cancel(false);
    timer.shutdown();
    await().until(timer::isTerminated);
    replica.resumeReplay();
  }
}
