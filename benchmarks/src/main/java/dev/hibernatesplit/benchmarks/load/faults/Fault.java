package dev.hibernatesplit.benchmarks.load.faults;

import java.time.Duration;

/**
 * Something that is to happen.
 *
 * @param at when, counted from the end of the warm-up
 * @param server to whom
 * @param lasting how long until it is healed, where it does not heal by itself
 */
public record Fault(Duration at, FaultKind kind, String server, Duration lasting) {

  @Override
  public String toString() {
    return server + " " + kind.done();
  }
}
