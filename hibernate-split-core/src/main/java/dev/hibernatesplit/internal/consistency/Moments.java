package dev.hibernatesplit.internal.consistency;

/**
 * Moments by {@link System#nanoTime()}, counted so that they can be compared as plain numbers: 0 is
 * before all of them, so a fence that was never raised is one that everybody has passed.
 */
final class Moments {

  /** Before every moment. */
  static final long NEVER = 0;

  private static final long ORIGIN = System.nanoTime() - 1;

  private Moments() {}

  static long now() {
    return of(System.nanoTime());
  }

  /** The moment of a reading of {@link System#nanoTime()}. */
  static long of(long nanoTime) {
    return nanoTime - ORIGIN;
  }
}
