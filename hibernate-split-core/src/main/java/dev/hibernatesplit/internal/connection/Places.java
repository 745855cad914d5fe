package dev.hibernatesplit.internal.connection;

import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How many connections of a pool may be held for one purpose, and who waits for one. */
final class Places {

  private final Semaphore free;
  private final long patience;
  private final Refused refused;

  /** What is thrown when the time is up. */
  @FunctionalInterface
  interface Refused {
    SQLException now();
  }

  /**
   * @param places how many
   * @param patience for how long one waits, in milliseconds
   */
  Places(int places, long patience, Refused refused) {
    this.free = new Semaphore(places, true);
    this.patience = patience;
    this.refused = refused;
  }

  /** Takes a place, waiting for it if need be. */
  void enter() throws SQLException {
    try {
      if (!free.tryAcquire(patience, TimeUnit.MILLISECONDS)) {
        throw refused.now();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("Interrupted while waiting for a connection of the primary", e);
    }
  }

  /** Gives it back. */
  void leave() {
    free.release();
  }
}
