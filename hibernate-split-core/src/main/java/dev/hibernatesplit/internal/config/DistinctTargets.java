package dev.hibernatesplit.internal.config;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Is every target another server or database? */
final class DistinctTargets {

  private final Problems problems;
  private final Map<Object, String> seen = new HashMap<>();

  DistinctTargets(Problems problems) {
    this.problems = problems;
  }

  /** Reports the target if one that was seen before is the same. */
  void see(@Nullable TargetConfiguration target) {
    Object place = target == null ? null : place(target.source());
    if (target == null || place == null) {
      return;
    }
    String other = seen.putIfAbsent(place, target.name());
    if (other != null) {
      boolean url = target.source() instanceof Source.Url;
      problems.add(
          ReplicasReader.PREFIX + target.name() + (url ? ".url" : ".datasource"),
          "leads to the same server and database as '" + other + "' (" + shown(place) + ")",
          "Name another server, or remove one of the two");
    }
  }

  /** What is equal for equal places; null where the place is not known. */
  private static @Nullable Object place(Source source) {
    if (source instanceof Source.Url url) {
      return Address.of(url.url());
    }
    if (source instanceof Source.Given given) {
      String url = DataSourceFacts.of(given.dataSource()).url();
      Address address = url == null ? null : Address.of(url);
      return address == null ? given.dataSource() : address;
    }
    return null;
  }

  private static String shown(Object place) {
    return place instanceof Address ? place.toString() : place.getClass().getName();
  }
}
