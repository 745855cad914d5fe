package dev.hibernatesplit.testing.split;

import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Real servers, and what their logs say. */
final class RealCluster implements SplitCluster {

  private final ReplicatedPostgres cluster;
  private final Journeys journeys = new Journeys();
  private final Probes probes;

  RealCluster(ReplicatedPostgres cluster) {
    this.cluster = cluster;
    this.probes = new Probes(cluster);
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>(Defaults.settings(journeys));
    settings.put("jakarta.persistence.jdbc.url", cluster.primary().jdbcUrl());
    settings.put("jakarta.persistence.jdbc.user", cluster.user());
    settings.put("jakarta.persistence.jdbc.password", cluster.password());
    cluster
        .replicas()
        .forEach(
            replica ->
                settings.put(
                    "hibernate.split.replicas." + replica.name() + ".url", replica.jdbcUrl()));
    settings.put("hibernate.split.probe_interval", "20ms");
    return settings;
  }

  @Override
  public TargetLog target(String name) {
    server(name);
    Map<String, List<String>> ran = new LinkedHashMap<>();
    cluster.servers().forEach(server -> ran.put(server.name(), ServerLog.ran(server)));
    return new TargetLog(name, journeys.joined(ran));
  }

  private PostgresServer server(String name) {
    return name.equals(cluster.primary().name()) ? cluster.primary() : cluster.replica(name);
  }

  @Override
  public void clear() {
    cluster.clearStatements();
    probes.cleared();
    journeys.clear();
  }

  @Override
  public void settle() {
    cluster.awaitCatchUp();
    probes.await();
  }

  @Override
  public void pauseReplay(String replica) {
    cluster.replica(replica).pauseReplay();
    probes.await();
  }

  @Override
  public void resumeReplay(String replica) {
    cluster.replica(replica).resumeReplay();
    settle();
  }

  @Override
  public void fail(String server) {
    server(server).kill();
  }

  @Override
  public void recover(String server) {
    server(server).start();
    settle();
  }

  @Override
  public void reset() {
    cluster
        .replicas()
        .forEach(
            replica -> {
              replica.start();
              replica.resumeReplay();
            });
    cluster.primary().start();
    empty();
    settle();
    clear();
  }

  private void empty() {
    String tables =
        "select string_agg(format('%I.%I', schemaname, tablename), ', ') from pg_tables"
            + " where schemaname not in ('pg_catalog', 'information_schema')";
    try (Connection connection = cluster.primary().adminConnection();
        Statement statement = connection.createStatement()) {
      String all;
      try (ResultSet row = statement.executeQuery(tables)) {
        row.next();
        all = row.getString(1);
      }
      if (all != null) {
        statement.execute("truncate table " + all + " restart identity cascade");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The tables could not be emptied", e);
    }
  }

  /** Whoever started the cluster closes it. */
  @Override
  public void close() {}

  @Override
  public String toString() {
    return cluster.toString();
  }
}
