package dev.hibernatesplit.internal.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The replicas that may serve, each as often in a round as its weight says, spread evenly over it.
 *
 * <p>The round is laid out beforehand by the smooth weighted round robin of nginx; a choice costs
 * an increment. Immutable but for the place in the round; thread-safe.
 */
public final class Rotation {

  private final String[] round;
  private final Set<String> sharing;
  private final Set<String> serving;
  private final AtomicInteger place = new AtomicInteger();

  private Rotation(String[] round, Set<String> sharing, Set<String> dedicated) {
    this.round = round;
    this.sharing = sharing;
    Set<String> all = new HashSet<>(sharing);
    all.addAll(dedicated);
    this.serving = Set.copyOf(all);
  }

  /**
   * @param weights how often each replica serves, in relation to the others; 0 for never
   */
  public static Rotation of(Map<String, Integer> weights) {
    return of(weights, Set.of());
  }

  /**
   * @param dedicated those that serve only what names them
   */
  public static Rotation of(Map<String, Integer> weights, Set<String> dedicated) {
    int divisor = weights.values().stream().reduce(0, Rotation::greatestCommonDivisor);
    int total = weights.values().stream().mapToInt(Integer::intValue).sum();
    String[] round =
        total == 0 ? new String[0] : layOut(weights, total, total / divisor).toArray(String[]::new);
    return new Rotation(round, Set.copyOf(weights.keySet()), dedicated);
  }

  private static List<String> layOut(Map<String, Integer> weights, int total, int length) {
    List<String> names = List.copyOf(weights.keySet());
    int[] credit = new int[names.size()];
    List<String> round = new ArrayList<>(length);
    while (round.size() < length) {
      int richest = 0;
      for (int i = 0; i < credit.length; i++) {
        credit[i] += weights.getOrDefault(names.get(i), 0);
        richest = credit[i] > credit[richest] ? i : richest;
      }
      credit[richest] -= total;
      round.add(names.get(richest));
    }
    return round;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /** For tests: the place in the round that the next choice takes. */
  void startAt(int next) {
    place.set(next);
  }

  /** Whether a replica serves what nobody names a target for. */
  public boolean shares(String replica) {
    return sharing.contains(replica);
  }

  /** Whether a replica serves at all. */
  public boolean serves(String replica) {
    return serving.contains(replica);
  }

  /** The replica whose turn it is, or null if none may serve. */
  public @Nullable String next() {
    return round.length == 0 ? null : round[Math.floorMod(place.getAndIncrement(), round.length)];
  }
}
