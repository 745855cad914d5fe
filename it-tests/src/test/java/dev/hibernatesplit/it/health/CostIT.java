package dev.hibernatesplit.it.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.internal.health.Monitor;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.TcpProxy;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** What the monitor costs: calls, threads, privileges. */
@PostgresCluster(replicas = 2, reuse = false, settings = "max_connections=300")
class CostIT {

  private static final boolean PROOF = Boolean.getBoolean("proof");
  private static final String ONE = "hibernate.split.primary.hikari.maximumPoolSize";

  private final ReplicatedPostgres cluster;

  CostIT(ReplicatedPostgres cluster) {
    this.cluster = cluster;
  }

  @Test
  void an_idle_server_sees_a_call_an_interval_and_each_is_one_round_trip() throws Exception {
    PostgresServer r1 = cluster.replica("r1");
    TcpProxy way = r1.proxy();
    try (Watched watched =
        Watched.start(
            cluster,
            Map.of(
                "hibernate.split.replicas.r1.url",
                r1.jdbcUrl(way),
                "hibernate.split.replicas.r1.hikari.minimumIdle",
                "0",
                "hibernate.split.probe_interval",
                PROOF ? "1s" : "200ms"))) {
      assertThat(watched.serves("r1")).isTrue();
      after(1); // it begins awake
      cluster.clearStatements();
      long trips = way.roundTrips();
      double seconds = PROOF ? 60 : 2;
      double perInterval = PROOF ? 1 : 0.2;
      after(seconds);
      trips = way.roundTrips() - trips;
      for (PostgresServer server : cluster.servers()) {
        double calls = Servers.samples(server) / seconds;
        report("idle", server, calls);
        assertThat(calls).isBetween(0.7 / perInterval, 1.3 / perInterval);
      }
      assertThat((double) trips / Servers.samples(r1)).isBetween(0.8, 1.2);
    }
  }

  @Test
  void while_somebody_waits_there_is_at_most_a_call_a_millisecond() throws Exception {
    try (Watched watched = Watched.start(cluster, Map.of())) {
      after(0.5);
      cluster.clearStatements();
      double seconds = PROOF ? 10 : 1;
      try (Monitor.Waiting waiting = watched.monitor().await()) {
        assertThat(waiting).isNotNull();
        after(seconds);
      }
      for (PostgresServer server : cluster.servers()) {
        double calls = Servers.samples(server) / seconds;
        report("busy", server, calls);
        assertThat(calls).isBetween(50.0, 1050.0);
      }
      after(0.5);
      cluster.clearStatements();
      after(1);
      assertThat(Servers.samples(cluster.primary())).isLessThan(10);
    }
  }

  @Test
  void being_woken_all_the_time_costs_no_more() throws Exception {
    try (Watched watched = Watched.start(cluster, Map.of())) {
      cluster.clearStatements();
      long end = System.nanoTime() + 1_000_000_000;
      while (System.nanoTime() - end < 0) {
        watched.monitor().wake();
      }
      assertThat(Servers.samples(cluster.primary())).isBetween(10L, 1050L);
    }
  }

  private static void report(String when, PostgresServer server, double calls) {
    if (PROOF) {
      System.out.printf("monitor, %s, %s: %.1f calls/s%n", when, server.name(), calls);
    }
  }

  @Test
  void fifty_monitors_share_a_few_threads_and_leave_none() throws Exception {
    List<Watched> all = new ArrayList<>();
    PostgresServer r2 = cluster.replica("r2");
    try {
      for (int i = 0; i < 50; i++) {
        all.add(
            Watched.start(
                cluster,
                Map.of(
                    ONE,
                    1,
                    "hibernate.split.primary.hikari.minimumIdle",
                    0,
                    "hibernate.split.probe_interval",
                    "500ms")));
      }
      soon().until(() -> all.stream().allMatch(one -> one.serves("r1") && one.serves("r2")));
      assertThat(mostThreadsWithin(1)).isLessThanOrEqualTo(5);

      r2.freeze(); // each of the fifty waits for it now
      soon().until(() -> all.stream().noneMatch(one -> one.serves("r2")));
      assertThat(mostThreadsWithin(1)).isLessThanOrEqualTo(5 + 50);
      assertThat(all).allMatch(one -> one.serves("r1"));
      soon() // nobody waits for somebody else's server
          .until(
              () -> {
                long now = System.nanoTime();
                return all.stream()
                    .allMatch(one -> now - one.observed("r1").last().sentAt() < 1_100_000_000);
              });
    } finally {
      r2.thaw();
      all.forEach(Watched::close);
    }
    soon().until(() -> threads() == 0);
  }

  private static long mostThreadsWithin(double seconds) {
    long[] most = new long[1];
    long end = System.nanoTime() + Math.round(seconds * 1e9);
    soon()
        .until(
            () -> {
              most[0] = Math.max(most[0], threads());
              return System.nanoTime() - end > 0;
            });
    return most[0];
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread ->
                thread.getName().equals("hibernate-split monitor")
                    || thread.getName().equals("hibernate-split timer"))
        .count();
  }

  /** A pool that gives nothing, and does not listen to interrupts. */
  private static final class Blocking implements DataSource {
    private final ReentrantLock lock = new ReentrantLock();
    private final String url;
    private final ReplicatedPostgres cluster;

    Blocking(ReplicatedPostgres cluster, String url) {
      this.cluster = cluster;
      this.url = url;
    }

    @Override
    public Connection getConnection() throws SQLException {
      lock.lock();
      try {
        return DriverManager.getConnection(url, cluster.user(), cluster.password());
      } finally {
        lock.unlock();
      }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
      return null;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
      return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
      throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
      return false;
    }
  }

  @Test
  void a_pool_that_blocks_holds_up_nobody_else() throws Exception {
    Blocking pool = new Blocking(cluster, cluster.replica("r1").jdbcUrl());
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                "hibernate.split.replicas.r1.datasource",
                pool,
                "hibernate.split.probe_timeout",
                "300ms"));
    settings.put("hibernate.split.replicas.r1.url", null);
    try (Watched watched = Watched.start(cluster, settings)) {
      soon().until(() -> watched.serves("r1"));
      pool.lock.lock();
      try {
        soon().until(() -> !watched.serves("r1"));
        after(1);
        assertThat(watched.topology().state(watched.target("r1")).inWords())
            .contains("there was no connection within 300ms");
        assertThat(watched.aborted()).as("it may be the pool that is empty").isEmpty();
        assertThat(watched.serves("r2")).isTrue();
        long age = System.nanoTime() - watched.observed("r2").last().sentAt();
        assertThat(age / 1e9).isLessThan(0.22 + 0.3);
        assertThat(threads()).isLessThanOrEqualTo(5 + 2);
      } finally {
        pool.lock.unlock();
      }
      soon().until(() -> watched.serves("r1"));
    }
    soon().until(() -> threads() == 0);
  }

  @Test
  void a_role_that_may_do_nothing_is_enough() throws Exception {
    try (Connection admin = cluster.primary().adminConnection();
        Statement statement = admin.createStatement()) {
      statement.execute("create role nobody_special login password 'x'");
      statement.execute("grant connect on database " + cluster.database() + " to nobody_special");
    }
    cluster.awaitCatchUp();
    Map<String, Object> settings =
        Map.of(
            "jakarta.persistence.jdbc.user",
            "nobody_special",
            "jakarta.persistence.jdbc.password",
            "x",
            "hibernate.split.max_lag",
            "5s",
            ONE,
            1);
    try (Watched watched = Watched.start(cluster, settings)) {
      soon().until(() -> watched.serves("r1") && watched.serves("r2"));
      assertThat(watched.seconds("r1")).isBetween(0.0, 1.0);
      assertThat(watched.observed("primary").last().timeline()).isEqualTo(1);
      assertThat(watched.observed("r1").last().receiving()).isTrue();
      assertThat(watched.observed("r1").last().timeline()).isEqualTo(1);
    }
  }

  private static void after(double seconds) {
    long end = System.nanoTime() + Math.round(seconds * 1e9);
    await().atMost(Duration.ofMinutes(2)).until(() -> System.nanoTime() - end > 0);
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10));
  }
}
