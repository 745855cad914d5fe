package dev.hibernatesplit.internal.health;

import dev.hibernatesplit.internal.health.Lag.Known;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is the lag over a bound? Once it is, it must be below 80 % of it twice in a row in order not to
 * be; so that a replica near the bound does not come and go. Not thread-safe.
 */
final class Threshold {

  private static final int BELOW = 2;

  private final String name;
  private final Duration bound;
  private boolean exceeded;
  private int below;
  private @Nullable Lag last;

  /**
   * @param name what the bound is called in messages
   */
  Threshold(String name, Duration bound) {
    this.name = name;
    this.bound = bound;
  }

  /** The lag is this now. */
  void sees(Lag lag) {
    if (!(lag instanceof Known known)) {
      exceeded = false; // what becomes known is judged by itself
    } else if (!exceeded) {
      exceeded = known.time().compareTo(bound) > 0;
      below = 0;
    } else {
      below = clearlyBelow(known) ? below + 1 : 0;
      exceeded = below < BELOW;
    }
    last = lag;
  }

  private boolean clearlyBelow(Known lag) {
    return lag.time().multipliedBy(5).compareTo(bound.multipliedBy(4)) < 0;
  }

  /** Whether the lag is too long, or not known. */
  boolean over() {
    return exceeded || !(last instanceof Known);
  }

  /** How the lag stands to the bound. */
  String inWords() {
    if (!(last instanceof Known known)) {
      return last + ", and " + shown();
    }
    boolean longer = known.time().compareTo(bound) > 0;
    return known + (longer ? " > " : exceeded ? ", not yet clearly below " : " < ") + shown();
  }

  private String shown() {
    long millis = bound.toMillis();
    return name + " " + (millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms");
  }
}
