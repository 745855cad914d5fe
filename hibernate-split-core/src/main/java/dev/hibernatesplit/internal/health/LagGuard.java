package dev.hibernatesplit.internal.health;

import dev.hibernatesplit.internal.config.LagBounds;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What part of its share may a replica serve with its lag? Not thread-safe. */
final class LagGuard {

  private final @Nullable Threshold warn;
  private final @Nullable Threshold max;
  private final double weight;

  /**
   * @param weight the part of its share that it may serve when it lags more than the lower bound
   */
  LagGuard(LagBounds bounds, double weight) {
    this.warn = threshold("warn_lag", bounds.warn());
    this.max = threshold("max_lag", bounds.max());
    this.weight = weight;
  }

  private static @Nullable Threshold threshold(String name, @Nullable Duration bound) {
    return bound == null ? null : new Threshold(name, bound);
  }

  /** The lag is this now. */
  void sees(Lag lag) {
    if (warn != null) {
      warn.sees(lag);
    }
    if (max != null) {
      max.sees(lag);
    }
  }

  /** Why it may serve nothing; null if it may serve. */
  @Nullable String objection() {
    return max != null && max.over() ? max.inWords() : null;
  }

  /** Whether it lags more than the lower bound. */
  boolean warns() {
    return warn != null && warn.over();
  }

  /** How its lag stands to the lower bound. */
  String inWords() {
    return warn == null ? "" : warn.inWords();
  }

  /** The part of its share that it may serve, if it may. */
  double share() {
    return warns() ? weight : 1;
  }
}
