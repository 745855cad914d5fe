package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Which keys does a tenant inherit, and which does it say itself? */
final class TenantKeys {

  static final String PREFIX = SplitSettings.PREFIX + "tenants.";

  /** What names the primary's server. */
  static final List<String> PRIMARY =
      joined(
          List.of(
              List.of(SplitSettings.PRIMARY_URL, SplitSettings.PRIMARY_DATASOURCE),
              HibernateKeys.DATASOURCE,
              HibernateKeys.URL,
              Pools.placeProperties().map(HibernateKeys.HIKARI::concat).toList()));

  private static final List<String> PASSWORD =
      joined(List.of(List.of(SplitSettings.PRIMARY_PASSWORD), HibernateKeys.PASSWORD));

  private static final List<String> USER =
      joined(List.of(List.of(SplitSettings.PRIMARY_USER), HibernateKeys.USER));

  private static final String POOL_NAME = HibernateKeys.HIKARI + Pools.NAME;

  private TenantKeys() {}

  private static List<String> joined(List<List<String>> keys) {
    return keys.stream().flatMap(List::stream).toList();
  }

  /** Whether the key is about tenants in general, or about one of them. */
  static boolean isOne(String key) {
    return key.startsWith(PREFIX)
        || key.equals(SplitSettings.TENANT_SOURCE)
        || key.equals(SplitSettings.TENANT_IDLE);
  }

  /** Whether a key is a certain one of ours, for all or for one tenant. */
  static boolean isOfAnyone(String ours, String key) {
    return key.equals(ours)
        || (key.startsWith(PREFIX)
            && key.endsWith("." + ours.substring(SplitSettings.PREFIX.length())));
  }

  /** Whether the key is ours, and says where a server is. */
  static boolean isOurPlace(String key) {
    return key.equals(SplitSettings.PRIMARY_URL)
        || key.equals(SplitSettings.PRIMARY_DATASOURCE)
        || (isOfAServer(key) && isPlace(key));
  }

  /** Whether the key says something of a replica, or of a server whose role is found out. */
  private static boolean isOfAServer(String key) {
    return key.startsWith(ReplicasReader.PREFIX) || key.startsWith(ReplicasReader.NODES);
  }

  /** Whether servers are named whose roles are found out. */
  static boolean nameNodes(Map<String, ?> own) {
    return own.keySet().stream().anyMatch(key -> key.startsWith(ReplicasReader.NODES));
  }

  private static boolean isPlace(String key) {
    return key.endsWith(".url") || key.endsWith(".datasource");
  }

  /**
   * What a factory of that tenant alone would be given.
   *
   * @param all what all tenants share
   * @param own what that one says
   */
  static Map<String, Object> derived(String tenant, Map<String, ?> all, Map<String, ?> own) {
    Map<String, Object> settings = new HashMap<>(all);
    settings.values().removeIf(Objects::isNull);
    PRIMARY.forEach(settings::remove);
    settings.keySet().removeIf(key -> isOfAnotherServer(key, own));
    if (own.keySet().stream().anyMatch(USER::contains)) {
      Stream.concat(USER.stream(), PASSWORD.stream()).forEach(settings::remove);
    }
    if (own.keySet().stream().anyMatch(PASSWORD::contains)) {
      PASSWORD.forEach(settings::remove);
    }
    Object pool = settings.getOrDefault(POOL_NAME, "hibernate-split");
    settings.put(POOL_NAME, pool + "-" + tenant.replaceAll("[^\\w.-]", "_"));
    settings.putAll(own);
    return settings;
  }

  /** A server's settings are inherited where the tenant says where the server is. */
  private static boolean isOfAnotherServer(String key, Map<String, ?> own) {
    if (!isOfAServer(key)) {
      return nameNodes(own) && key.startsWith(PrimaryReader.PREFIX);
    }
    int name = key.indexOf('.', SplitSettings.PREFIX.length()) + 1;
    int end = key.indexOf('.', name);
    String server = end < 0 ? key : key.substring(0, end);
    return isPlace(key)
        || !(own.containsKey(server + ".url") || own.containsKey(server + ".datasource"));
  }

  /** What the settings say of one tenant, by the keys of a factory of that tenant alone. */
  static Map<String, Object> own(String tenant, Settings settings) {
    Map<String, Object> own = new HashMap<>();
    settings
        .below(PREFIX + tenant + ".")
        .forEach((setting, value) -> own.put(SplitSettings.PREFIX + setting, value));
    return own;
  }
}
