package dev.hibernatesplit.internal.health;

import dev.hibernatesplit.internal.topology.Physical;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Does the server work on what is waited for? Where the network forgets a connection, a question or
 * an answer is lost and nobody is told: a read would wait for ever, while probes, over a connection
 * that is well, are answered. So the server is asked after whoever waits for longer than an
 * interval: a connection whose session it calls idle three times in a row is forgotten. A report
 * that runs is left alone, however long it takes.
 *
 * <p>Used by one attempt at a time.
 */
final class Forgotten {

  private static final int IN_A_ROW = 3;
  private static final Integer UNKNOWN = 0;

  private Map<Physical, Wait> waits = new HashMap<>();

  /**
   * @param turn what is waited for: another number is another question
   * @param idle how often in a row the server has said that it does nothing about it
   */
  private record Wait(int turn, int idle) {}

  /**
   * The processes that are to be asked after now: each has somebody waiting since the last look.
   */
  Set<Integer> look(List<Physical> waiting) {
    Map<Physical, Wait> now = new HashMap<>();
    Set<Integer> ask = new HashSet<>();
    for (Physical one : waiting) {
      Wait before = waits.get(one);
      int turn = one.turn();
      if (before == null || before.turn() != turn) {
        now.put(one, new Wait(turn, 0));
      } else {
        now.put(one, before);
        ask.add(one.process());
      }
    }
    ask.remove(UNKNOWN);
    waits = now;
    return ask;
  }

  /**
   * Those that are forgotten, given what the server says.
   *
   * @param asked what {@link #look} told
   * @param idle which of these it does nothing for
   */
  Set<Physical> forgotten(Set<Integer> asked, Set<Integer> idle) {
    waits.replaceAll(
        (one, wait) ->
            asked.contains(one.process())
                ? new Wait(wait.turn(), idle.contains(one.process()) ? wait.idle() + 1 : 0)
                : wait);
    return waits.entrySet().stream()
        .filter(entry -> entry.getValue().idle() >= IN_A_ROW)
        .filter(entry -> entry.getValue().turn() == entry.getKey().turn()) // it waits on
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
