package dev.hibernatesplit.internal.balancing;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rotations to test with, by smooth weighted round robin. */
public final class Rotations {

  private Rotations() {}

  public static Rotation of(Map<String, Integer> weights) {
    return of(weights, Set.of());
  }

  public static Rotation of(Map<String, Integer> weights, Set<String> dedicated) {
    return Rotation.of(members(weights), dedicated, new WeightedRoundRobin(places -> 0));
  }

  static List<Member> members(Map<String, Integer> weights) {
    return weights.entrySet().stream()
        .map(entry -> new Member(entry.getKey(), null, entry.getValue(), new Load()))
        .toList();
  }
}
