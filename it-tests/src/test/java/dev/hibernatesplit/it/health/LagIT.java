package dev.hibernatesplit.it.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.internal.health.Lag;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lag is what it is. With {@code -Dproof=true} for as long as it takes to believe it. */
@PostgresCluster(replicas = 2)
class LagIT {

  private static final boolean PROOF = Boolean.getBoolean("proof");
  private static final double IDLE = PROOF ? 60 : 5;
  private static final double PAUSE = PROOF ? 5 : 2;

  /** A probe's interval, its jitter, and a busy machine. */
  private static final double PROBE = 0.2 * 1.1 + 0.15;

  private final PostgresServer primary;
  private final PostgresServer r1;
  private final Watched watched;

  LagIT(ReplicatedPostgres cluster) throws Exception {
    this.primary = cluster.primary();
    this.r1 = cluster.replica("r1");
    write(Writing.TABLE);
    cluster.awaitCatchUp();
    this.watched = Watched.start(cluster, Map.of());
  }

  @BeforeEach
  void quiet() {
    await().atMost(Duration.ofSeconds(5)).until(() -> watched.seconds("r1") == 0);
  }

  @AfterEach
  void end() {
    watched.close();
  }

  @Test
  void on_an_idle_cluster_it_is_nothing_and_the_first_commit_makes_no_spike() throws Exception {
    double worst = worstWithin(IDLE);
    assertThat(worst).isBetween(0.0, PROBE); // autovacuum and the like write, too
    assertThat(naive()).as("what the replica's own clock says").isGreaterThan(IDLE / 2);

    write("insert into written default values");
    assertThat(worstWithin(1)).isBetween(0.0, PROBE);
  }

  @Test
  void paused_replay_is_seen_for_as_long_as_it_lasts() throws Exception {
    try (Writing writing = new Writing(primary)) {
      watchFor(0.5);
      r1.pauseReplay();
      long paused = System.nanoTime();
      watchFor(PAUSE);
      double lag = watched.seconds("r1");
      double truth = (System.nanoTime() - paused) / 1e9;
      assertThat(lag).isBetween(truth - PROBE, truth + PROBE);
      assertThat(watched.seconds("r2")).isBetween(0.0, PROBE);
      assertThat(((Lag.Known) watched.lag("r1")).bytes()).isPositive();
      r1.resumeReplay();
      soon().until(() -> watched.seconds("r1") < PROBE);
      assertThat(writing.count()).isPositive();
    } finally {
      r1.resumeReplay();
    }
  }

  @Test
  void cut_off_from_a_busy_primary_it_grows() throws Exception {
    try (Writing writing = new Writing(primary)) {
      watchFor(0.3);
      r1.cutReplication();
      long cut = System.nanoTime();
      watchFor(PAUSE);
      assertThat(watched.seconds("r1"))
          .isBetween((System.nanoTime() - cut) / 1e9 - PROBE, PAUSE + 3);
      assertThat(worstWithin(0.5)).isGreaterThan(PAUSE);
      assertThat(writing.count()).isPositive();
    } finally {
      r1.restoreReplication();
    }
    soon().until(() -> watched.seconds("r1") == 0);
  }

  @Test
  void cut_off_from_an_idle_primary_it_grows() {
    r1.cutReplication();
    try {
      long cut = System.nanoTime();
      watchFor(PAUSE);
      assertThat(watched.seconds("r1"))
          .isBetween((System.nanoTime() - cut) / 1e9 - PROBE, PAUSE + 3);
    } finally {
      r1.restoreReplication();
    }
    soon().until(() -> watched.seconds("r1") == 0);
  }

  @Test
  void when_the_primary_is_gone_it_is_not_nothing() {
    primary.kill();
    try {
      long gone = System.nanoTime();
      watchFor(PAUSE);
      assertThat(watched.seconds("r1")).isGreaterThan((System.nanoTime() - gone) / 1e9 - PROBE);
      assertThat(watched.observed("primary").failures()).isGreaterThan(1);
    } finally {
      primary.start();
    }
    soon().until(() -> watched.seconds("r1") == 0);
  }

  /** Control: as the primary tells it, its position is one that no replica reaches. */
  @Test
  void at_the_beginning_of_a_segment_there_is_nothing_to_replay() throws Exception {
    try (Connection connection = primary.adminConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_switch_wal()");
    }
    soon().until(() -> watched.observed("primary").last().position().lsn() % (16 << 20) == 0);
    assertThat(primary.position().value() % (16 << 20)).isEqualTo(40);
    soon().until(() -> watched.seconds("r1") == 0);
    assertThat(r1.position()).isLessThan(primary.position());
    assertThat(worstWithin(1)).isLessThan(PROBE);
  }

  /** The negative control: on a replica that is behind, the popular formula says it is not. */
  @Test
  void the_popular_formula_calls_a_cut_replica_current() throws Exception {
    r1.cutReplication();
    try {
      write("insert into written default values");
      soon().until(() -> watched.lag("r1") instanceof Lag.Known known && known.bytes() > 0);
      assertThat(ask(r1, "select pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()"))
          .isEqualTo("t");
    } finally {
      r1.restoreReplication();
    }
  }

  private static String naive(PostgresServer server) throws SQLException {
    return ask(server, "select extract(epoch from now() - pg_last_xact_replay_timestamp())");
  }

  private double naive() throws SQLException {
    return Double.parseDouble(naive(r1));
  }

  private static String ask(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = server.adminConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private void write(String sql) throws SQLException {
    try (Connection connection = primary.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The longest lag of r1 that is seen within some seconds; infinite if it is unknown. */
  private double worstWithin(double seconds) {
    double[] worst = new double[1];
    long end = System.nanoTime() + Math.round(seconds * 1e9);
    await()
        .atMost(Duration.ofMillis(Math.round(seconds * 1000) + 5000))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              double now = watched.seconds("r1");
              worst[0] = Math.max(worst[0], now < 0 ? Double.POSITIVE_INFINITY : now);
              return System.nanoTime() - end > 0;
            });
    return worst[0];
  }

  private void watchFor(double seconds) {
    worstWithin(seconds);
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
  }
}
