package dev.hibernatesplit.internal.health;

import java.sql.Connection;

/** What follows from what a target's probes find out? Told by one attempt at a time. */
interface Findings {

  /** A probe sets out. */
  default void begins() {}

  /** The target said this. */
  void sampled(Sample sample);

  /** What else is to be asked over a connection that has just answered. */
  default void further(Attempt attempt, Connection connection) {}

  /** All that was to be asked has an answer. */
  default void complete(Sample sample) {}

  /** It answered, but not all in time. */
  default void incomplete() {}

  /** It did not answer, but does what else it is asked; nobody knows what it would have said. */
  default void livesOn() {}

  /**
   * It did not answer.
   *
   * @param first whether it answered the last time; if so, it is asked once more at once
   */
  default void failed(Failure failure, boolean first) {}
}
