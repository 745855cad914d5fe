package dev.hibernatesplit.internal.config;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What did the user say about pools? By HikariCP's names; later words overrule earlier ones. */
final class PoolReader {

  /** What says where the database is has a key of its own under our prefix. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "jdbcUrl", "url",
          "username", "user",
          "password", "password",
          "credentials", "user",
          "dataSource", "datasource",
          "dataSourceClassName", "datasource",
          "dataSourceJNDI", "datasource");

  private final Settings settings;
  private final HikariRules rules;

  PoolReader(Settings settings) {
    this.settings = settings;
    this.rules = new HikariRules(settings.problems());
  }

  /**
   * {@code hibernate.connection.*}, then {@code hibernate.hikari.*}, as hibernate-hikaricp does.
   */
  SortedMap<String, String> ofHibernate() {
    SortedMap<String, String> pool = new TreeMap<>();
    copyFirst(HibernateKeys.POOL_SIZE, "maximumPoolSize", pool);
    copyFirst(HibernateKeys.AUTOCOMMIT, "autoCommit", pool);
    copyFirst(HibernateKeys.ISOLATION, "transactionIsolation", pool);
    copyFirst(HibernateKeys.DRIVER, "driverClassName", pool);
    String prefix = HibernateKeys.HIKARI;
    settings
        .below(prefix)
        .forEach((property, value) -> put(prefix + property, property, value, pool));
    return pool;
  }

  /** What is said of one target, whose keys begin with that prefix. */
  SortedMap<String, String> ofTarget(String target) {
    String prefix = target + "hikari.";
    SortedMap<String, String> pool = new TreeMap<>();
    settings
        .below(prefix)
        .forEach(
            (property, value) -> {
              String elsewhere = ELSEWHERE.get(property);
              if (elsewhere == null) {
                put(prefix + property, property, value, pool);
              } else {
                String remedy = "Use '" + target + elsewhere + "'";
                settings.problems().add(prefix + property, "has a key of its own", remedy);
              }
            });
    return pool;
  }

  private void copyFirst(Iterable<String> keys, String property, Map<String, String> pool) {
    String key = settings.firstSet(keys);
    Object value = key == null ? null : settings.value(key);
    if (key != null && value != null) {
      put(key, property, value, pool);
    }
  }

  private void put(String key, String property, Object value, Map<String, String> pool) {
    rules.check(key, property, value);
    String text = value.toString();
    String isolation = property.equals("transactionIsolation") ? Isolation.constant(text) : null;
    boolean asItIs = property.startsWith(HikariRules.DRIVER_PROPERTY);
    pool.put(property, isolation != null ? isolation : asItIs ? text : text.strip());
  }
}
