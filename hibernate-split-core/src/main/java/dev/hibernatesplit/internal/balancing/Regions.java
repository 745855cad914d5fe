package dev.hibernatesplit.internal.balancing;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which regions are there, and which of them are near each other?
 *
 * @param own where the reads prefer to go that nobody says a region for; null for anywhere
 * @param nearest for some regions which others are next to them, the nearest first
 * @param replicas the regions that replicas are in, whether they serve or not
 */
public record Regions(
    @Nullable String own, Map<String, List<String>> nearest, Set<String> replicas) {

  /** Nobody said anything about any. */
  public static final Regions NONE = new Regions(null, Map.of(), Set.of());

  private static final String UNDEFINED_OBJECT = "42704";

  public Regions {
    nearest = Map.copyOf(nearest);
    replicas = Set.copyOf(replicas);
  }

  /** The same with other regions of replicas. */
  public Regions ofReplicas(Collection<String> others) {
    return new Regions(own, nearest, Set.copyOf(others));
  }

  /** All that somebody named. */
  SortedSet<String> known() {
    SortedSet<String> known = new TreeSet<>(replicas);
    nearest.forEach(
        (region, others) -> {
          known.add(region);
          known.addAll(others);
        });
    if (own != null) {
      known.add(own);
    }
    return known;
  }

  /**
   * For each region the first of a few that it may turn to: itself, then those on its list.
   *
   * @param <T> what the regions have
   * @param there what some of them have
   * @param elsewhere what the others turn to
   */
  <T> Map<String, T> first(Map<String, T> there, T elsewhere) {
    Map<String, T> first = new LinkedHashMap<>();
    for (String region : known()) {
      T found = there.get(region);
      for (String next : nearest.getOrDefault(region, List.of())) {
        found = found == null ? there.get(next) : found;
      }
      first.put(region, found == null ? elsewhere : found);
    }
    return first;
  }

  /** Who asks for a region that nobody named has probably misspelt it. */
  NoChoiceException unknown(String region) {
    SortedSet<String> known = known();
    String remedy =
        known.isEmpty()
            ? "No replica has one: set hibernate.split.replicas.<name>.region."
            : "The regions are: " + String.join(", ", known) + ".";
    return new NoChoiceException(
        "No replica is in a region '" + region + "', and no setting names it. " + remedy,
        UNDEFINED_OBJECT,
        null);
  }
}
