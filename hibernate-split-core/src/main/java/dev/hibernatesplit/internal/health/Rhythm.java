package dev.hibernatesplit.internal.health;

import java.util.function.DoubleSupplier;

/**
 * When is a server probed next? In nanoseconds of the caller's clock. Not thread-safe, but for
 * {@link #isAwake}.
 *
 * <p>At the interval, a tenth more or less, while nobody wants to know. Who wakes it gets a sample
 * at once, and further ones after 1, 2, 4, 8 … milliseconds until the interval is reached again;
 * while somebody waits, there is one each millisecond. However often it is woken, the gap is never
 * shorter than that; and for a server that does not answer, not shorter than a tenth of the
 * interval.
 */
final class Rhythm {

  static final long FLOOR = 1_000_000;
  private static final double JITTER = 0.1;

  private final long interval;
  private final DoubleSupplier chance;
  private int waiting;
  private boolean failing;
  private volatile boolean awake;
  private long pause = FLOOR;
  private long sentAt;
  private long due;

  /**
   * Begins awake.
   *
   * @param chance numbers from 0 to 1, for the jitter
   */
  Rhythm(long interval, DoubleSupplier chance, long now) {
    this.interval = interval;
    this.chance = chance;
    this.sentAt = now - interval;
    this.due = now;
  }

  /** When the next sample is to be sent. */
  long due() {
    return due;
  }

  /** Somebody wants to know. */
  void wake(long now) {
    pause = FLOOR;
    sooner(now, sentAt + gap());
    awake = true;
  }

  /** Whether waking it changes nothing, as the next comes as soon as may be. From any thread. */
  boolean isAwake() {
    return awake;
  }

  /** One sample soon, and nothing else changes. */
  void once(long now) {
    sooner(now, sentAt + gap());
  }

  private void sooner(long now, long wanted) {
    long earliest = wanted - now < 0 ? now : wanted;
    if (earliest - due < 0) {
      due = earliest;
    }
  }

  /** Somebody waits, until {@link #goes}. */
  void waits(long now) {
    waiting++;
    wake(now);
  }

  /** Somebody waits no more. */
  void goes() {
    waiting--;
  }

  /** A sample was sent. */
  void sent(long now) {
    awake = false;
    sentAt = now;
    if (waiting > 0) {
      pause = FLOOR;
    }
    due = now + Math.max(gap(), pause < interval ? pause : jittered());
    pause = Math.min(interval, 2 * pause);
  }

  private long gap() {
    return failing ? Math.max(FLOOR, interval / 10) : FLOOR;
  }

  private long jittered() {
    return Math.round(interval * (1 - JITTER + 2 * JITTER * chance.getAsDouble()));
  }

  /** It answered. */
  void answered() {
    if (failing) {
      failing = false;
      awake = false; // from now on the next may come sooner
    }
  }

  /**
   * It did not answer.
   *
   * @param again whether to ask once more at once
   */
  void failed(long now, boolean again) {
    awake = false;
    failing = true;
    pause = interval;
    due = again ? now : now + jittered();
  }
}
