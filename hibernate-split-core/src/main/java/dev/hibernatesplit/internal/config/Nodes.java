package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Servers that the settings name without roles. */
final class Nodes {

  private Nodes() {}

  /** Takes out the one that is asked first; any will do, since the servers say who is primary. */
  static @Nullable TargetConfiguration first(List<TargetConfiguration> nodes, Settings settings) {
    refuseRoles(settings, ReplicasReader.PREFIX);
    refuseRoles(settings, SplitSettings.PREFIX + "primary.");
    if (nodes.size() < 2) {
      String rule = "one server is no split: there must be two at least";
      settings.problems().add(SplitSettings.NODE_URL, rule, "Name the replicas, too");
      return null;
    }
    int first = 0;
    while (first < nodes.size() - 1 && nodes.get(first).dedicated()) {
      first++;
    }
    return nodes.remove(first);
  }

  private static void refuseRoles(Settings settings, String prefix) {
    for (String key : settings.below(prefix).keySet()) {
      String rule = "servers are named under '" + ReplicasReader.NODES + "' already";
      settings.problems().add(prefix + key, rule, "Name all servers there, or none");
    }
  }
}
