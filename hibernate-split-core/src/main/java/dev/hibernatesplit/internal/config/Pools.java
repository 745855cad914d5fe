package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What does a target's pool get of all that was said about pools? */
final class Pools {

  static final String DRIVER = "driverClassName";
  static final String NAME = "poolName";
  static final String TIMEOUT = "connectionTimeout";

  /** How long a read waits for a replica, in HikariCP's milliseconds. */
  static final String REPLICA_TIMEOUT =
      Long.toString(Durations.parse(SplitSettings.DEFAULT_REPLICA_CONNECTION_TIMEOUT).toMillis());

  static final String CREDENTIALS_PROVIDER = "credentialsProviderClassName";
  static final String DATASOURCE_CLASS = "dataSourceClassName";
  static final String JNDI = "dataSourceJNDI";

  /** What a target's {@link Source} says, and not its pool. */
  private static final Set<String> SOURCE =
      Set.of("jdbcUrl", "username", "password", "credentials", DRIVER);

  /** What makes the pool ask a DataSource and not the source's URL. */
  private static final Set<String> DATASOURCE = Set.of("dataSource", DATASOURCE_CLASS, JNDI);

  /** The driver properties that name one server, or a login to it. */
  private static final Set<String> PLACE =
      Set.of(
          "dataSource.url",
          "dataSource.URL",
          "dataSource.serverName",
          "dataSource.serverNames",
          "dataSource.portNumber",
          "dataSource.portNumbers",
          "dataSource.databaseName",
          "dataSource.user",
          "dataSource.password");

  private Pools() {}

  /** Those that say where the database is, or who logs in there. */
  static Stream<String> placeProperties() {
    return Stream.of(DATASOURCE, PLACE).flatMap(Set::stream);
  }

  static SortedMap<String, String> ofPrimary(
      Map<String, String> hibernate, Map<String, String> own, boolean namesDataSource) {
    SortedMap<String, String> pool = named(TargetConfiguration.PRIMARY, hibernate, own);
    if (!namesDataSource) {
      pool.keySet().removeAll(DATASOURCE);
    }
    return pool;
  }

  static SortedMap<String, String> ofReplica(
      String name, Map<String, String> inherited, Map<String, String> own) {
    SortedMap<String, String> pool = named(name, inherited, own);
    pool.putIfAbsent(TIMEOUT, REPLICA_TIMEOUT);
    return pool;
  }

  /** What replicas inherit of such properties: all that holds on another server too. */
  static SortedMap<String, String> inheritable(Map<String, String> properties) {
    SortedMap<String, String> pool = new TreeMap<>(properties);
    pool.keySet().removeAll(SOURCE);
    pool.keySet().removeAll(DATASOURCE);
    pool.keySet().removeAll(PLACE);
    return pool;
  }

  private static SortedMap<String, String> named(
      String target, Map<String, String> inherited, Map<String, String> own) {
    SortedMap<String, String> pool = new TreeMap<>(inherited);
    pool.put(NAME, inherited.getOrDefault(NAME, "hibernate-split") + "-" + target);
    pool.putAll(own);
    pool.keySet().removeAll(SOURCE);
    return pool;
  }
}
