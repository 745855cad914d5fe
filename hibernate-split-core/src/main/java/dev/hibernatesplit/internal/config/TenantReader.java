package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitConfigurationException;
import dev.hibernatesplit.SplitSettings;
import java.util.Map;
import java.util.function.Function;

/** Reads one tenant as if a factory were its own, after what all tenants share. */
final class TenantReader {

  private final Map<String, ?> all;
  private final Function<String, Class<?>> classes;

  /**
   * @param all what all tenants inherit
   * @param classes finds a class by its name, or throws
   */
  TenantReader(Map<String, ?> all, Function<String, Class<?>> classes) {
    this.all = all;
    this.classes = classes;
  }

  /**
   * Reads a tenant of a source.
   *
   * @throws SplitConfigurationException with every problem there is; each says whose it is
   */
  Configuration read(String tenant, Map<String, ?> own) {
    try {
      return readPlain(tenant, own);
    } catch (SplitConfigurationException e) {
      throw new SplitConfigurationException(
          e.problems().stream().map(problem -> "Tenant '" + tenant + "': " + problem).toList());
    }
  }

  /**
   * Reads a tenant that settings name.
   *
   * @throws SplitConfigurationException with every problem there is, under the keys that say it
   */
  Configuration readNamed(String tenant, Map<String, ?> own) {
    try {
      return readPlain(tenant, own);
    } catch (SplitConfigurationException e) {
      throw new SplitConfigurationException(
          e.problems().stream()
              .map(problem -> isOfAll(problem, own) ? problem : inFull(tenant, problem))
              .toList());
    }
  }

  /** Whether it is about a setting that all tenants share. */
  private boolean isOfAll(String problem, Map<String, ?> own) {
    String key = problem.split(" = |: ", 2)[0];
    return all.containsKey(key) && !own.containsKey(key);
  }

  private static String inFull(String tenant, String problem) {
    return problem.replace(SplitSettings.PREFIX, TenantKeys.PREFIX + tenant + ".");
  }

  private Configuration readPlain(String tenant, Map<String, ?> own) {
    Problems problems = new Problems();
    if (!TenantKeys.nameNodes(own)) {
      checkServers(own, problems);
    }
    if (own.containsKey(SplitSettings.ENABLED)) {
      String rule = "holds for all tenants together";
      problems.add(SplitSettings.ENABLED, rule, "Remove it here");
    }
    problems.throwIfAny();
    return Configuration.read(TenantKeys.derived(tenant, all, own), classes);
  }

  private static void checkServers(Map<String, ?> own, Problems problems) {
    if (own.keySet().stream().noneMatch(TenantKeys.PRIMARY::contains)) {
      problems.add(SplitSettings.PRIMARY_URL, "the tenant has no primary of its own", "Set it");
    }
    if (own.keySet().stream().noneMatch(key -> key.startsWith(ReplicasReader.PREFIX))) {
      String key = SplitSettings.of(SplitSettings.REPLICA_URL, "r1");
      problems.add(key, "the tenant has no replica of its own", "Set it, under any name");
    }
  }
}
