package dev.hibernatesplit.benchmarks.load.servers;

import dev.hibernatesplit.benchmarks.load.program.Store;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A primary and replicas, each behind a network of its own, with a filled store. */
public final class Site implements AutoCloseable {

  private final ReplicatedPostgres cluster;
  private final boolean proxied;

  private Site(ReplicatedPostgres cluster, boolean proxied) {
    this.cluster = cluster;
    this.proxied = proxied;
  }

  /**
   * Replicas tell the primary what they read, so that it tidies up nothing of it: else what it
   * tidied would wait on them, and all replay behind it, for each read that is under way.
   *
   * @param roundTrip how much longer a round trip takes than on this machine
   * @param proxied whether there is a network even if it takes no time, since it is to fail
   */
  public static Site start(int replicas, Duration roundTrip, boolean proxied) {
    ReplicatedPostgres cluster =
        ReplicatedPostgres.builder()
            .replicas(replicas)
            .statementLog(false)
            .setting("max_connections", "300")
            .setting("hot_standby_feedback", "on")
            .start();
    Site site = new Site(cluster, proxied || !roundTrip.isZero());
    if (site.proxied) {
      cluster.servers().forEach(server -> server.proxy().delay(roundTrip.dividedBy(2)));
    }
    return site;
  }

  public ReplicatedPostgres cluster() {
    return cluster;
  }

  /** Makes the table and its rows, and waits until all replicas have them. */
  public void fill(int items) throws SQLException {
    Map<String, Object> settings = onOneServer();
    settings.put("jakarta.persistence.schema-generation.database.action", "drop-and-create");
    try (Store store = Store.open(settings, items)) {
      store.fill();
    }
    try (Connection admin = cluster.primary().adminConnection();
        Statement statement = admin.createStatement()) {
      statement.execute("analyze");
      statement.execute("grant pg_monitor to " + cluster.user()); // tells timelines: promotions
    }
    cluster.awaitCatchUp();
  }

  /** Settings of a program that knows one server, and nothing of the library. */
  public Map<String, Object> onOneServer() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("jakarta.persistence.jdbc.url", url(cluster.primary()));
    settings.put("jakarta.persistence.jdbc.user", cluster.user());
    settings.put("jakarta.persistence.jdbc.password", cluster.password());
    settings.put("hibernate.connection.provider_class", "hikaricp");
    return settings;
  }

  /** The same, and what has to be added. */
  public Map<String, Object> onAllServers() {
    Map<String, Object> settings = onOneServer();
    settings.remove("hibernate.connection.provider_class");
    for (PostgresServer replica : cluster.replicas()) {
      settings.put("hibernate.split.replicas." + replica.name() + ".url", url(replica));
    }
    return settings;
  }

  private String url(PostgresServer server) {
    return proxied ? server.jdbcUrl(server.proxy()) : server.jdbcUrl();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
