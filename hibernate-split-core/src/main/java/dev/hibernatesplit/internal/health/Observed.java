package dev.hibernatesplit.internal.health;

import org.jspecify.annotations.Nullable;

/**
 * What the monitor knows of a server now. Immutable.
 *
 * @param last what it said last; null if it never answered
 * @param failure why it did not answer the last probe; null if it did, or was not asked yet, or
 *     answered statements meanwhile
 * @param failures how many probes in a row it has not answered, nor statements meanwhile
 */
public record Observed(@Nullable Sample last, @Nullable String failure, int failures) {

  static final Observed NOTHING = new Observed(null, null, 0);

  static Observed answered(Sample sample) {
    return new Observed(sample, null, 0);
  }

  /** It did not answer the last probe, but statements meanwhile. */
  Observed livesOn() {
    return new Observed(last, null, 0);
  }

  Observed failed(String cause) {
    return new Observed(last, cause, failures + 1);
  }
}
