package dev.hibernatesplit.benchmarks.load.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One fault after the other, of each kind and on each replica in turn. */
public final class Turns {

  private static final List<FaultKind> KINDS =
      Arrays.stream(FaultKind.values()).filter(FaultKind::repeatable).toList();

  private Turns() {}

  /**
   * Faults that are healed after half of the time to the next; the last is healed before the end.
   *
   * @param every from one to the next
   * @param end of the run
   */
  public static List<Fault> every(Duration every, Duration end, List<String> replicas) {
    List<Fault> faults = new ArrayList<>();
    Duration lasting = every.dividedBy(2);
    for (int turn = 0; ; turn++) {
      Duration at = every.multipliedBy(turn + 1L);
      if (at.plus(every).compareTo(end) > 0) {
        return faults;
      }
      int round = turn / KINDS.size(); // else with two replicas each would know half of the kinds
      faults.add(
          new Fault(
              at,
              KINDS.get(turn % KINDS.size()),
              replicas.get((turn + round) % replicas.size()),
              lasting));
    }
  }
}
