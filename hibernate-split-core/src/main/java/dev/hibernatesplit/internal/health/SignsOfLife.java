package dev.hibernatesplit.internal.health;

import dev.hibernatesplit.internal.topology.Physical;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Does a server do what it is asked, while it does not answer a probe? Where all processors are
 * busy a probe may starve, and statements go on. Then the server answers, which is all that they
 * say: its role and its lag are told by probes only.
 *
 * <p>For one probe, which asks on one thread at a time.
 */
final class SignsOfLife {

  private final Supplier<Map<Physical, Integer>> counts;
  private Map<Physical, Integer> before = Map.of();
  private boolean looked;

  /**
   * @param counts how many there were so far over each connection to the server
   */
  SignsOfLife(Supplier<Map<Physical, Integer>> counts) {
    this.counts = counts;
  }

  /** From now on it counts what is done. */
  void look() {
    before = counts.get();
    looked = true;
  }

  /** Whether anything was done since. */
  boolean any() {
    return looked
        && counts.get().entrySet().stream()
            .anyMatch(now -> !now.getValue().equals(before.getOrDefault(now.getKey(), 0)));
  }
}
