package dev.hibernatesplit.testing.simulated;

import java.time.Duration;

/** How far behind is a replica? Guarded by its {@link History}. */
final class Replay {

  private Duration lag = Duration.ZERO;
  private boolean paused;
  private long position;

  void lag(Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException("A lag is not negative: " + value);
    }
    lag = value;
  }

  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
  }

  /** As it began: without a lag. */
  void restore() {
    paused = false;
    lag = Duration.ZERO;
  }

  /** Where it is; it never goes back. */
  long position() {
    return position;
  }

  void reached(long value) {
    position = Math.max(position, value);
  }

  /** Whether it has replayed what was committed then, or replays it now. */
  boolean hasReached(Snapshot snapshot, Duration now) {
    return snapshot.position() <= position
        || (!paused && snapshot.committedAt().plus(lag).compareTo(now) <= 0);
  }
}
