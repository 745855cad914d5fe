package dev.hibernatesplit.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernatesplit.benchmarks.driver.StubServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Which settings does the program have? It is the same program on each side. */
public enum Side {

  /** Hibernate on HikariCP. */
  PLAIN,
  /** The same, with a primary and two replicas. */
  SPLIT,
  /** The same as {@link #SPLIT}, but no statement is counted or timed. */
  UNCOUNTED;

  Map<String, Object> settings(List<HikariDataSource> pools) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("hibernate.connection.datasource", pool(StubServer.primary(), pools));
    if (this != PLAIN) {
      for (String replica : List.of("r1", "r2")) {
        settings.put(
            "hibernate.split.replicas." + replica + ".datasource",
            pool(StubServer.replica(), pools));
      }
      settings.put("hibernate.split.catalog", "false");
      settings.put("hibernate.split.statistics", String.valueOf(this == SPLIT));
    }
    return settings;
  }

  private static DataSource pool(StubServer server, List<HikariDataSource> pools) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(server);
    config.setMaximumPoolSize(2);
    HikariDataSource pool = new HikariDataSource(config);
    pools.add(pool);
    return pool;
  }
}
