package dev.hibernatesplit.testing.simulated;

import java.sql.Connection;
import java.time.Duration;

/**
 * The database as one commit left it. Guarded by its {@link History}.
 *
 * <p>H2 pins a transaction at isolation SNAPSHOT to what was committed when its first statement
 * began, in all tables.
 */
final class Snapshot {

  private final Connection pinned;
  private final long position;
  private final Duration committedAt;
  private int users;

  /**
   * @param pinned a connection whose transaction is pinned to it
   * @param position where the commit stands in the log
   * @param committedAt when, by the test's clock
   */
  Snapshot(Connection pinned, long position, Duration committedAt) {
    this.pinned = pinned;
    this.position = position;
    this.committedAt = committedAt;
  }

  Connection pinned() {
    return pinned;
  }

  long position() {
    return position;
  }

  Duration committedAt() {
    return committedAt;
  }

  void enter() {
    users++;
  }

  void leave() {
    users--;
  }

  boolean inUse() {
    return users > 0;
  }
}
