package dev.hibernatesplit.testing.internal.server;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process does. */
public final class Await {
  private static final Duration STEP = Duration.ofMillis(2);

  private Await() {}

  /**
   * @param failure what to say when time is up
   * @throws IllegalStateException when time is up, or the thread was interrupted
   */
  public static void until(Duration patience, BooleanSupplier done, Supplier<String> failure) {
    if (!within(patience, done)) {
      throw new IllegalStateException(failure.get() + " within " + patience.toMillis() + " ms");
    }
  }

  /** Whether it happened in time. */
  public static boolean within(Duration patience, BooleanSupplier done) {
    long end = System.nanoTime() + patience.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      pause();
    }
    return true;
  }

  private static void pause() {
    try {
      Thread.sleep(STEP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a server", e);
    }
  }
}
