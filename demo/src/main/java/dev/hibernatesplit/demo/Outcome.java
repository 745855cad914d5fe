package dev.hibernatesplit.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The day as it went.
 *
 * @param episodes the operations, in order
 * @param tallies by server, the primary first
 * @param startUp the statements of the start-up, which are in no tally
 * @param waits how often replicas were waited for
 * @param waited how long that took together
 */
record Outcome(
    List<Episode> episodes,
    Map<String, Tally> tallies,
    List<Journey> startUp,
    int waits,
    Duration waited) {

  boolean agrees() {
    return tallies.values().stream().allMatch(Tally::agrees);
  }
}
