package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.internal.balancing.Regions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads where the program is, and which regions are near each other. */
final class RegionsReader {

  private static final String PREFIX = SplitSettings.PREFIX + "regions.";

  private RegionsReader() {}

  /**
   * @param primary who takes the writes at first, and may become a replica; null if there is none
   */
  static Regions read(
      Settings settings,
      @Nullable TargetConfiguration primary,
      List<TargetConfiguration> replicas) {
    TreeSet<String> known =
        Stream.concat(Stream.ofNullable(primary), replicas.stream())
            .map(TargetConfiguration::region)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, List<String>> nearest = new HashMap<>();
    for (String region : settings.namesBelow(PREFIX)) {
      nearest.put(region, nearest(settings, region, known));
    }
    return new Regions(settings.text(SplitSettings.REGION), nearest, known);
  }

  private static List<String> nearest(Settings settings, String region, SortedSet<String> known) {
    String key = SplitSettings.of(SplitSettings.REGION_NEAREST, region);
    settings.text(key); // reports a value that is empty
    List<String> nearest = new ArrayList<>();
    for (Object element : Lists.elements(settings.value(key))) {
      String near = element.toString();
      nearest.add(near);
      if (!known.contains(near)) {
        settings.problems().wrong(key, near, "no replica is in that region", remedy(near, known));
      }
    }
    return nearest;
  }

  private static String remedy(String near, SortedSet<String> known) {
    return known.isEmpty()
        ? "Set '" + SplitSettings.REPLICA_REGION + "' for the replicas that are there"
        : "Did you mean '" + Nearest.of(near, known) + "'?";
  }
}
