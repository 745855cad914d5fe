package dev.hibernatesplit.it.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.internal.health.Sample;
import dev.hibernatesplit.spi.ReplicaHealthCheck;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.TcpProxy;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** Replicas that fail: one at a time, all the time, or by the word of a check. */
@PostgresCluster(replicas = 2, reuse = false)
class FailingIT {

  private final ReplicatedPostgres cluster;
  private final PostgresServer r1;
  private final TcpProxy way;

  FailingIT(ReplicatedPostgres cluster) {
    this.cluster = cluster;
    this.r1 = cluster.replica("r1");
    this.way = r1.proxy();
    way.accept();
    way.pass();
  }

  /** With r1 behind the proxy. */
  private Watched watch(String... more) throws InterruptedException {
    Map<String, Object> settings = new HashMap<>();
    settings.put("hibernate.split.replicas.r1.url", r1.jdbcUrl(way));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    Watched watched = Watched.start(cluster, settings);
    soon().until(() -> watched.serves("r1") && watched.serves("r2"));
    return watched;
  }

  private static String words(Watched watched) {
    return watched.topology().state(watched.target("r1")).inWords();
  }

  private void breaks(Watched watched) {
    way.refuse();
    way.resetAll();
    soon().until(() -> !watched.serves("r1") && watched.observed("r1").failures() > 1);
  }

  private void mends(Watched watched) {
    way.accept();
    soon().until(() -> watched.observed("r1").failures() == 0);
  }

  @Test
  void after_a_clean_restart_it_serves_with_the_next_good_probe() throws Exception {
    try (Watched watched = watch()) {
      r1.kill();
      soon().until(() -> !watched.serves("r1"));
      r1.start();
      long up = System.nanoTime();
      soon().until(() -> watched.serves("r1"));
      assertThat((System.nanoTime() - up) / 1e9).isLessThan(1);
    } finally {
      r1.start();
    }
  }

  @Test
  void one_that_comes_and_goes_stays_out() throws Exception {
    try (Watched watched = watch("hibernate.split.recovery_time", "2s")) {
      for (int i = 1; i <= 2; i++) {
        breaks(watched);
        mends(watched);
        soon().until(() -> watched.serves("r1"));
      }
      breaks(watched);
      soon().until(() -> words(watched).contains("after 3 failures in 60s"));
      assertThat(words(watched)).contains("circuit open until ");
      mends(watched);
      await()
          .during(Duration.ofMillis(1000))
          .atMost(Duration.ofMillis(1500))
          .until(() -> !watched.serves("r1"));

      soon().until(() -> watched.serves("r1")); // half open
      breaks(watched);
      soon().until(() -> words(watched).contains("after a failure on trial"));
      mends(watched);
    }
  }

  @Test
  void with_a_patient_breaker_it_comes_back_each_time() throws Exception {
    try (Watched watched = watch("hibernate.split.max_failures", "1000")) {
      for (int i = 1; i <= 5; i++) {
        breaks(watched);
        mends(watched);
        soon().until(() -> watched.serves("r1"));
      }
    }
  }

  @Test
  void a_lost_probe_that_the_next_one_makes_good_is_no_failure() throws Exception {
    try (Watched watched = watch("hibernate.split.max_failures", "1")) {
      for (int i = 1; i <= 5; i++) {
        Sample before = watched.observed("r1").last();
        way.resetAll();
        soon().until(() -> watched.observed("r1").last().sentAfter(before.answeredAt()));
        soon().until(() -> watched.serves("r1"));
      }
      assertThat(watched.aborted()).isEmpty();
    }
  }

  @Test
  void a_failed_read_puts_it_out_for_an_interval_and_nothing_runs_into_it_at_once()
      throws Exception {
    try (Watched watched = watch()) {
      long failed = System.nanoTime();
      watched.topology().fails(watched.target("r1"), "a read failed");
      soon().until(() -> watched.observed("r1").last().sentAfter(failed));
      assertThat(watched.serves("r1")).isFalse();
      soon().until(() -> watched.serves("r1"));
      assertThat((System.nanoTime() - failed) / 1e9).isBetween(0.2, 1.0);
    }
  }

  @Test
  void a_frozen_one_is_out_and_what_runs_there_is_ended_and_the_others_are_not_delayed()
      throws Exception {
    try (Watched watched = watch("hibernate.split.probe_timeout", "500ms")) {
      r1.freeze();
      long frozen = System.nanoTime();
      soon().until(() -> !watched.serves("r1"));
      assertThat((System.nanoTime() - frozen) / 1e9).isLessThan(0.22 + 0.5 + 0.4);
      soon().until(() -> !watched.aborted().isEmpty());
      assertThat((System.nanoTime() - frozen) / 1e9).isLessThan(0.22 + 2 * 0.5 + 0.6);
      assertThat(watched.aborted().get(0)).startsWith("r1: ").contains("within 500ms");
      assertThat(oldestSample(watched, 2)).isLessThan(0.2 * 1.1 + 0.25);
      r1.thaw();
      soon().until(() -> watched.serves("r1"));
    } finally {
      r1.thaw();
    }
  }

  /** How old, in seconds, the last samples of primary and r2 get at most. */
  private static double oldestSample(Watched watched, int seconds) {
    double[] oldest = new double[1];
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    soon()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              for (String node : new String[] {"primary", "r2"}) {
                long age = System.nanoTime() - watched.observed(node).last().sentAt();
                oldest[0] = Math.max(oldest[0], age / 1e9);
              }
              return System.nanoTime() - end > 0;
            });
    return oldest[0];
  }

  @Test
  void a_check_of_the_users_own_decides() throws Exception {
    AtomicReference<ReplicaHealthCheck> check = new AtomicReference<>((name, connection) -> null);
    ReplicaHealthCheck asked = (name, connection) -> check.get().objection(name, connection);
    Map<String, Object> settings =
        Map.of("hibernate.split.health_check", asked, "hibernate.split.probe_timeout", "500ms");
    try (Watched watched = Watched.start(cluster, settings)) {
      soon().until(() -> watched.serves("r1") && watched.serves("r2"));
      objects(
          watched, check, (name, connection) -> name.equals("r1") ? "is tired" : null, "is tired");
      assertThat(watched.serves("r2")).isTrue();
      objects(watched, check, FailingIT::failsOnR1, "failed: org.postgresql.util.PSQLException");
      objects(watched, check, FailingIT::sleepsOnR1, "took longer than 500ms");
      assertThat(watched.aborted()).isEmpty();
      assertThat(watched.observed("r1").last()).isNotNull();
    }
  }

  private static String failsOnR1(String name, Connection connection) throws SQLException {
    return name.equals("r1") ? run(connection, "select 1 / 0") : null;
  }

  private static String sleepsOnR1(String name, Connection connection) throws SQLException {
    return name.equals("r1") ? run(connection, "select pg_sleep(20)") : null;
  }

  private static String run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return null;
    }
  }

  private static void objects(
      Watched watched,
      AtomicReference<ReplicaHealthCheck> check,
      ReplicaHealthCheck objecting,
      String cause) {
    check.set(objecting);
    soon().until(() -> !watched.serves("r1"));
    assertThat(watched.topology().state(watched.target("r1")).inWords())
        .contains("hibernate.split.health_check")
        .contains(cause);
    check.set((name, connection) -> null);
    soon().until(() -> watched.serves("r1"));
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10));
  }
}
