package dev.hibernatesplit.it.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Journeys;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** Replicas that lag serve less, then nothing, and come back without coming and going. */
@PostgresCluster(replicas = 2)
class LagBoundsIT {

  private final ReplicatedPostgres cluster;
  private final PostgresServer r1;

  LagBoundsIT(ReplicatedPostgres cluster) throws SQLException {
    this.cluster = cluster;
    this.r1 = cluster.replica("r1");
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement()) {
      statement.execute(Writing.TABLE);
    }
    cluster.awaitCatchUp();
  }

  @Test
  void over_max_lag_it_is_out_within_two_probes_and_comes_back() throws Exception {
    try (Watched watched = Watched.start(cluster, Map.of("hibernate.split.max_lag", "1s"));
        Writing writing = new Writing(cluster.primary())) {
      soon().until(() -> watched.serves("r1") && watched.serves("r2"));
      r1.pauseReplay();
      long paused = System.nanoTime();
      soon().until(() -> !watched.serves("r1"));
      double out = (System.nanoTime() - paused) / 1e9;
      assertThat(out).isBetween(1 - 0.4, 1 + 2 * 0.2 * 1.1 + 0.3);
      assertThat(watched.changes())
          .last()
          .asString()
          .matches("r1 is out: lagging 1\\.\\ds \\(\\d+ (bytes|kB)\\) > max_lag 1s");
      assertThat(watched.serves("r2")).isTrue();

      r1.resumeReplay();
      soon().until(() -> watched.serves("r1"));
      assertThat(watched.seconds("r1")).isLessThan(0.8);
      assertThat(watched.changes().stream().filter(change -> change.startsWith("r1 serves")))
          .as("it served at first, and serves again: once each")
          .hasSize(2);
      assertThat(watched.aborted()).as("what runs on a replica that lags runs on").isEmpty();
      assertThat(writing.count()).isPositive();
    } finally {
      r1.resumeReplay();
    }
  }

  @Test
  void without_a_bound_it_serves_on() throws Exception {
    try (Watched watched = Watched.start(cluster, Map.of());
        Writing writing = new Writing(cluster.primary())) {
      soon().until(() -> watched.serves("r1"));
      r1.pauseReplay();
      soon().until(() -> watched.seconds("r1") > 1.5);
      assertThat(watched.serves("r1")).isTrue();
      assertThat(writing.count()).isPositive();
    } finally {
      r1.resumeReplay();
    }
  }

  @Test
  void an_application_reads_on_the_other_replica() throws Exception {
    Map<String, Object> settings =
        Map.of("hibernate.split.max_lag", "1s", "hibernate.split.probe_interval", "200ms");
    try (Application application = Application.start(cluster, settings);
        Writing writing = new Writing(cluster.primary())) {
      soon().until(() -> targets(application).distinct().count() == 2);
      r1.pauseReplay();
      soon().until(() -> targets(application).allMatch("r2"::equals));
      r1.resumeReplay();
      soon().until(() -> targets(application).distinct().count() == 2);
      assertThat(writing.count()).isPositive();
    } finally {
      r1.resumeReplay();
    }
  }

  private static Stream<String> targets(Application application) {
    Journeys journeys = application.journeys();
    journeys.clear();
    for (int i = 0; i < 6; i++) {
      application.outside(
          manager -> manager.createNativeQuery("select count(*) from written").getSingleResult());
    }
    return journeys.all().stream().map(journey -> journey.decision().target());
  }

  @Test
  void over_warn_lag_it_serves_half_its_share() throws Exception {
    Map<String, Object> settings = Map.of("hibernate.split.replicas.r1.warn_lag", "600ms");
    try (Watched watched = Watched.start(cluster, settings);
        Writing writing = new Writing(cluster.primary())) {
      soon().until(() -> turns(watched) == 15);
      r1.pauseReplay();
      soon().until(() -> turns(watched) == 10);
      assertThat(watched.changes()).last().asString().startsWith("r1 lags: lagging 0.");
      assertThat(watched.changes()).last().asString().endsWith(" > warn_lag 600ms");
      r1.resumeReplay();
      soon().until(() -> turns(watched) == 15);
      assertThat(watched.changes()).last().asString().startsWith("r1 lags no more: lagging 0.");
      assertThat(writing.count()).isPositive();
    } finally {
      r1.resumeReplay();
    }
  }

  /** How many of thirty reads are r1's. */
  private static long turns(Watched watched) {
    return Stream.generate(() -> watched.topology().rotation().next())
        .limit(30)
        .filter("r1"::equals)
        .count();
  }

  @Test
  void without_the_primary_a_bound_cannot_be_kept() throws Exception {
    try (Watched watched = Watched.start(cluster, Map.of("hibernate.split.max_lag", "1s"))) {
      soon().until(() -> watched.serves("r1"));
      cluster.primary().kill();
      soon().until(() -> !watched.serves("r1") && !watched.serves("r2"));
      assertThat(watched.changes()).last().asString().contains("> max_lag 1s");
      cluster.primary().start();
      soon().until(() -> watched.serves("r1") && watched.serves("r2"));
    } finally {
      cluster.primary().start();
    }
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
  }
}
