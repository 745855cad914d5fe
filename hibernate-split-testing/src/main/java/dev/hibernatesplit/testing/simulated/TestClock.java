package dev.hibernatesplit.testing.simulated;

import java.time.Duration;

/** Time that passes when the test says so. Thread-safe. */
final class TestClock {

  private Duration now = Duration.ZERO;

  synchronized Duration now() {
    return now;
  }

  synchronized void pass(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("Time does not go back: " + time);
    }
    now = now.plus(time);
  }
}
