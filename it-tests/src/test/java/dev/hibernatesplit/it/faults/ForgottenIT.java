package dev.hibernatesplit.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.TcpProxy;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The network forgets a connection, but is well again before anybody could say that it is not. */
@PostgresCluster(replicas = 1, reuse = false)
class ForgottenIT {

  private static final boolean PROOF = Boolean.getBoolean("proof");

  private final ReplicatedPostgres cluster;
  private final PostgresServer r1;
  private final TcpProxy way;
  private Application application;

  ForgottenIT(ReplicatedPostgres cluster) {
    this.cluster = cluster;
    this.r1 = cluster.replica("r1");
    this.way = r1.proxy();
  }

  @BeforeEach
  void start() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("hibernate.split.replicas.r1.url", r1.jdbcUrl(way));
    settings.put("hibernate.split.probe_interval", "300ms");
    settings.put("hibernate.split.probe_timeout", "1500ms"); // a late probe is no proof of anything
    settings.put("hibernate.split.functions.read_only", "pg_sleep");
    application = Application.start(cluster, settings);
    assertThat(SplitManagement.of(application.factory()).target("r1").serving()).isTrue();
  }

  @AfterEach
  void stop() {
    way.resetAll();
    application.close();
  }

  private String sleep(double seconds) {
    return application.outside(
        manager ->
            (String)
                manager
                    .createNativeQuery("select 'awake' /* sleep */ from pg_sleep(" + seconds + ")")
                    .getSingleResult());
  }

  /** A read whose answer nobody gets. */
  private CompletableFuture<String> readWithoutAnswer() {
    CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> sleep(0.5));
    await().until(() -> sleeps("active"));
    way.swallow(TcpProxy.Direction.TO_CLIENT);
    await().until(() -> sleeps("idle"));
    way.pass();
    return read;
  }

  private boolean sleeps(String state) throws SQLException {
    try (Connection admin = r1.adminConnection();
        Statement statement = admin.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where query like '%/* sleep */%'"
                    + " and pid <> pg_backend_pid() and state = '"
                    + state
                    + "'")) {
      row.next();
      return row.getInt(1) > 0;
    }
  }

  @Test
  void a_read_whose_answer_was_lost_runs_again() throws Exception {
    CompletableFuture<String> read = readWithoutAnswer();
    assertThat(read.get(15, TimeUnit.SECONDS)).isEqualTo("awake");
    assertThat(application.journeys().of("/* sleep */"))
        .extracting(journey -> journey.decision().target())
        .containsExactly("r1", "primary");
  }

  /** The control: where the server cannot say what it does, the read waits on. */
  @Test
  void nobody_guesses_where_the_server_does_not_say() throws Exception {
    r1.setting("track_activities", "off");
    try {
      CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> sleep(0.5));
      await().pollDelay(Duration.ofMillis(250)).until(() -> true);
      way.swallow(TcpProxy.Direction.TO_CLIENT);
      await().pollDelay(Duration.ofMillis(600)).until(() -> true);
      way.pass();
      assertThatThrownBy(() -> read.get(PROOF ? 20 : 4, TimeUnit.SECONDS))
          .isInstanceOf(TimeoutException.class);
    } finally {
      r1.resetSetting("track_activities");
    }
  }

  @Test
  void a_long_read_that_runs_is_left_alone() {
    assertThat(sleep(2)).isEqualTo("awake"); // six looks
    assertThat(application.journeys().of("/* sleep */")).hasSize(1);
  }
}
