package dev.hibernatesplit.internal.config;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.PropertyElf;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What does a DataSource from outside tell about itself? HikariCP's tells all, also behind
 * wrappers; others at best have getters for URL, user and password, as pgjdbc's own.
 */
record DataSourceFacts(@Nullable String url, Credentials credentials, Map<String, String> hikari) {

  /** What holds for any server, if it was changed from HikariCP's default. */
  private static final List<String> INHERITED =
      List.of(
          "catalog",
          "connectionInitSql",
          "connectionTestQuery",
          Pools.TIMEOUT,
          Pools.CREDENTIALS_PROVIDER,
          "idleTimeout",
          "keepaliveTime",
          "leakDetectionThreshold",
          "maxLifetime",
          "maximumPoolSize",
          "minimumIdle",
          Pools.NAME,
          "schema",
          "transactionIsolation",
          "validationTimeout");

  static DataSourceFacts of(DataSource dataSource) {
    HikariDataSource hikari = unwrap(dataSource, HikariDataSource.class);
    if (hikari != null) {
      return of(hikari);
    }
    String url = first(dataSource, "URL", "url");
    String user = first(dataSource, "user", "username");
    Credentials login = Credentials.of(user, first(dataSource, "password"));
    return new DataSourceFacts(url, Credentials.inUrl(url).orElse(login), Map.of());
  }

  private static @Nullable String first(DataSource dataSource, String... properties) {
    for (String property : properties) {
      if (PropertyElf.getProperty(property, dataSource) instanceof String text) {
        return text;
      }
    }
    return null;
  }

  private static DataSourceFacts of(HikariDataSource pool) {
    SortedMap<String, String> properties = changed(pool);
    pool.getDataSourceProperties()
        .forEach((name, value) -> properties.put(HikariRules.DRIVER_PROPERTY + name, "" + value));
    Credentials credentials =
        Credentials.inUrl(pool.getJdbcUrl())
            .orElse(Credentials.of(pool.getUsername(), pool.getPassword()))
            .orElse(Credentials.inPool(properties));
    return new DataSourceFacts(pool.getJdbcUrl(), credentials, properties);
  }

  private static SortedMap<String, String> changed(HikariDataSource pool) {
    HikariConfig defaults = new HikariConfig();
    SortedMap<String, String> changed = new TreeMap<>();
    for (String property : INHERITED) {
      Object value = PropertyElf.getProperty(property, pool);
      if (value != null && !Objects.equals(value, PropertyElf.getProperty(property, defaults))) {
        changed.put(property, value.toString());
      }
    }
    if (pool.getMinimumIdle() == pool.getMaximumPoolSize()) {
      changed.remove("minimumIdle"); // that is what HikariCP makes of an unset one
    }
    return changed;
  }

  /** What stands behind the wrappers; null where a DataSource does not say. */
  private static <T> @Nullable T unwrap(DataSource dataSource, Class<T> type) {
    if (type.isInstance(dataSource)) {
      return type.cast(dataSource);
    }
    try {
      return dataSource.isWrapperFor(type) ? dataSource.unwrap(type) : null;
    } catch (Exception e) { // wrappers that are not ready, or that break the contract, tell nothing
      return null;
    }
  }
}
