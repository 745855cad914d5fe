package dev.hibernatesplit.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * What does the split cost in CPU time and memory, on a machine that does other things, too?
 *
 * <p>Each contender is a JVM of its own, so no compiled code is shared. They run by turns in blocks
 * of a fraction of a second, forth and back, and only blocks of one round are compared: what slows
 * the machine down slows all of them. Arguments: journeys, all if none; system properties {@code
 * forks}, {@code rounds}.
 */
public final class Duel {

  private static final int FORKS = Integer.getInteger("forks", 3);
  private static final int ROUNDS = Integer.getInteger("rounds", 20);
  private static final int BLOCK_MILLIS = 200;
  private static final int WARM_UP_MILLIS = 6_000;

  private Duel() {}

  public static void main(String... journeys) throws IOException {
    List<Journey> all =
        journeys.length == 0
            ? List.of(Journey.values())
            : Stream.of(journeys).map(Journey::valueOf).toList();
    Report report = new Report(System.out);
    for (Journey journey : all) {
      List<Bout> bouts = new ArrayList<>();
      for (int fork = 0; fork < FORKS; fork++) {
        bouts.add(bout(journey));
      }
      report.add(journey, bouts);
    }
  }

  /** One JVM a contender, from start to end. */
  private static Bout bout(Journey journey) throws IOException {
    try (Contender plain = Contender.withoutJar(journey);
        Contender dormant = Contender.withJar(journey, Side.PLAIN);
        Contender split = Contender.withJar(journey, Side.SPLIT);
        Contender uncounted = Contender.withJar(journey, Side.UNCOUNTED)) {
      List<Contender> order = new ArrayList<>(List.of(plain, dormant, split, uncounted));
      for (Contender contender : order) {
        contender.run(WARM_UP_MILLIS);
      }
      Bout bout = new Bout();
      for (int round = 0; round < ROUNDS; round++) {
        for (Contender contender : order) {
          contender.last(contender.run(BLOCK_MILLIS));
        }
        bout.add(new Bout.Round(plain.last(), dormant.last(), split.last(), uncounted.last()));
        Collections.reverse(order);
      }
      return bout;
    }
  }
}
