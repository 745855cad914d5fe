package dev.hibernatesplit.it.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.TargetStatus;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A primary and two replicas whose roles change, and an application that is to find out. */
final class Troupe implements AutoCloseable {

  static final Duration INTERVAL = Duration.ofMillis(500);

  private final ReplicatedPostgres cluster;
  private final Map<String, Object> more;
  private Application application;

  private Troupe(ReplicatedPostgres cluster, Map<String, Object> more) {
    this.cluster = cluster;
    this.more = more;
  }

  static Troupe start() throws SQLException {
    return start(Map.of());
  }

  static Troupe start(Map<String, Object> more) throws SQLException {
    Troupe troupe = new Troupe(ReplicatedPostgres.start(), more);
    try {
      troupe.tellTimelines();
      troupe.application = Application.start(troupe.settings(), Entry.class);
      troupe.cluster.awaitCatchUp();
      return troupe;
    } catch (SQLException | RuntimeException e) {
      troupe.cluster.close();
      throw e;
    }
  }

  /** With pg_monitor a replica says at once which timeline it receives. */
  private void tellTimelines() throws SQLException {
    try (Connection admin = primary().adminConnection();
        Statement statement = admin.createStatement()) {
      statement.execute("grant pg_monitor to " + cluster.user());
    }
  }

  Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(Application.settings(cluster));
    settings.put("hibernate.split.probe_interval", INTERVAL.toMillis() + "ms");
    settings.put("hibernate.split.probe_timeout", "500ms");
    settings.put("hibernate.split.slow_start", "0s");
    settings.put("jakarta.persistence.schema-generation.database.action", "update");
    settings.putAll(more);
    return settings;
  }

  ReplicatedPostgres cluster() {
    return cluster;
  }

  PostgresServer primary() {
    return cluster.primary();
  }

  PostgresServer r1() {
    return cluster.replica("r1");
  }

  PostgresServer r2() {
    return cluster.replica("r2");
  }

  Application application() {
    return application;
  }

  SplitManagement management() {
    return SplitManagement.of(application.factory());
  }

  TargetStatus status(String name) {
    return management().target(name);
  }

  void awaitState(String name, String words) {
    await().untilAsserted(() -> assertThat(status(name).state()).contains(words));
  }

  void awaitServing(String name) {
    await().untilAsserted(() -> assertThat(status(name).state()).startsWith("serves"));
  }

  void write(long number) {
    application.write(manager -> manager.persist(new Entry(number)));
  }

  /** Writes it as soon as somebody takes it. */
  void writeAtLast(long number) {
    await().ignoreExceptions().untilAsserted(() -> write(number));
  }

  /** Whether a read outside a transaction finds it. */
  boolean finds(long number) {
    return application.<Object>outside(manager -> manager.find(Entry.class, number)) != null;
  }

  /** Reads it until a replica has answered, which is told. */
  String servedBy(long number) {
    assertThat(finds(number)).isTrue();
    return application.journeys().last().decision().target();
  }

  /** What a server has, by itself. */
  static Set<Long> entries(PostgresServer server) throws SQLException {
    Set<Long> entries = new HashSet<>();
    try (Connection connection = server.connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select id from Entry")) {
      while (rows.next()) {
        assertThat(entries.add(rows.getLong(1))).isTrue();
      }
    }
    return entries;
  }

  @Override
  public void close() {
    application.close();
    cluster.close();
  }
}
