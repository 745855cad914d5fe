package dev.hibernatesplit.internal.roles;

import java.time.Instant;

/** What a node was last seen to be. */
public sealed interface Sight {

  /** Nobody could ask it. */
  record Unreachable() implements Sight {}

  /** It belongs to another cluster. */
  record Stranger() implements Sight {}

  /** It is in recovery: a replica, of whomever. */
  record Following() implements Sight {}

  /**
   * It is not in recovery, and takes writes.
   *
   * @param timeline its timeline
   * @param started when its server process started
   * @param sent when it was asked, in nanoseconds of the monitor's clock
   * @param answered when its answer came, on the same clock
   */
  record Leading(int timeline, Instant started, long sent, long answered) implements Sight {}
}
