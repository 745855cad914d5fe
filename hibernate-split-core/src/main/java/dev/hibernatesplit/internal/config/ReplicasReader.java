package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;

/** Reads all replicas, and what must hold among them. */
final class ReplicasReader {

  static final String PREFIX = SplitSettings.PREFIX + "replicas.";

  /** The same for servers whose roles are found out. */
  static final String NODES = SplitSettings.PREFIX + "nodes.";

  private final String prefix;
  private final Settings settings;
  private final PoolReader pools;

  /**
   * @param prefix what the keys of the servers begin with
   */
  ReplicasReader(String prefix, Settings settings, PoolReader pools) {
    this.prefix = prefix;
    this.settings = settings;
    this.pools = pools;
  }

  /** The replicas that have a place, in the order of their names. */
  List<TargetConfiguration> targets(Heritage heritage) {
    SortedSet<String> names = settings.namesBelow(prefix);
    checkNames(names);
    List<TargetConfiguration> replicas = new ArrayList<>();
    for (String name : names) {
      TargetConfiguration replica =
          new ReplicaReader(prefix + name + ".", settings, pools, heritage, name).target();
      if (replica != null) {
        replicas.add(replica);
      }
    }
    checkWeights(replicas, names.size());
    return replicas;
  }

  private void checkNames(SortedSet<String> names) {
    if (names.isEmpty()) {
      String remedy =
          "Set e.g. '"
              + SplitSettings.of(SplitSettings.REPLICA_URL, "r1")
              + "', or '"
              + SplitSettings.ENABLED
              + "' to false to work without a split";
      settings.problems().add(SplitSettings.REPLICA_URL, "there is no replica", remedy);
    }
    Map<String, String> seen = new HashMap<>();
    for (String name : names) {
      String other = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
      if (other != null) {
        wrong(name, "differs from '" + other + "' only in case", "Choose another name");
      }
      checkName(name);
    }
  }

  private void checkName(String name) {
    if (!name.matches("[A-Za-z0-9_-]+")) {
      wrong(name, "a name has letters, digits, '_' and '-' only", "Use e.g. 'replica-1'");
    } else if (name.equalsIgnoreCase(TargetConfiguration.PRIMARY)) {
      wrong(name, "that name belongs to the primary", "Use e.g. 'replica-1'");
    } else if (name.equalsIgnoreCase(TargetConfiguration.ANY)) {
      wrong(name, "that name stands for any replica", "Use e.g. 'replica-1'");
    }
  }

  private void wrong(String name, String rule, String remedy) {
    settings.problems().add(prefix + name, rule, remedy);
  }

  private void checkWeights(List<TargetConfiguration> replicas, int names) {
    List<TargetConfiguration> sharing =
        replicas.stream().filter(replica -> !replica.dedicated()).toList();
    boolean none = sharing.stream().allMatch(replica -> replica.weight() == 0);
    if (none && !sharing.isEmpty() && replicas.size() == names) {
      String rule = "is 0 for every replica, so that none would serve";
      String remedy = "Give at least one replica a weight of 1 or more";
      settings.problems().add(SplitSettings.REPLICA_WEIGHT, rule, remedy);
    }
  }
}
