package dev.hibernatesplit.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.TcpProxy;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.core.BaseConnection;

/** A pool logs in once at a time; the network swallows a login, and is well again. */
@PostgresCluster(replicas = 1)
class LoginsIT {

  private static final boolean PROOF = Boolean.getBoolean("proof");

  private final ReplicatedPostgres cluster;
  private final TcpProxy way;
  private Application application;

  LoginsIT(ReplicatedPostgres cluster) {
    this.cluster = cluster;
    this.way = cluster.replica("r1").proxy();
  }

  @AfterEach
  void stop() {
    application.close();
  }

  /** A replica whose pool is at a login that nobody will answer, behind a network that is well. */
  private void aLoginIsSwallowed(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put(
        "hibernate.split.replicas.r1.url",
        cluster.replica("r1").jdbcUrl(way) + "?sslmode=disable"); // which pgjdbc bounds by itself
    settings.put("hibernate.split.replicas.r1.hikari.minimumIdle", "0");
    settings.put("hibernate.split.replicas.r1.hikari.connectionTimeout", "250");
    settings.put("hibernate.split.probe_interval", "200ms");
    settings.put("hibernate.split.max_failures", "1000");
    settings.put("hibernate.split.slow_start", "0s");
    application = Application.start(cluster, settings);
    way.swallow();
    assertThat(servedBy()).isEqualTo("primary"); // having waited for r1
    way.pass();
  }

  /** Who answered a read in the end. */
  private String servedBy() {
    application.journeys().clear();
    application.<Object>outside(manager -> manager.createNativeQuery("select 1").getSingleResult());
    Journey last = application.journeys().last();
    return last.decision().target();
  }

  private void awaitReadsOnTheReplica(Duration patience) {
    await()
        .atMost(patience)
        .until(
            () ->
                SplitManagement.of(application.factory()).target("r1").serving()
                    && servedBy().equals("r1"));
  }

  @Test
  void it_logs_in_again_and_serves() {
    aLoginIsSwallowed(Map.of());
    awaitReadsOnTheReplica(Duration.ofSeconds(10));
  }

  /** The control: pgjdbc waits for ever, and the pool with it. */
  @Test
  void without_a_bound_it_never_would() {
    aLoginIsSwallowed(Map.of("hibernate.split.replicas.r1.hikari.dataSource.loginTimeout", "0"));
    assertThatThrownBy(() -> awaitReadsOnTheReplica(Duration.ofSeconds(PROOF ? 30 : 6)))
        .isInstanceOf(ConditionTimeoutException.class);
  }

  @Test
  void what_is_logged_in_waits_for_answers_as_long_as_they_take() {
    application = Application.start(cluster);
    assertThat(
            application.<Integer>onConnection(
                connection -> connection.unwrap(BaseConnection.class).getNetworkTimeout()))
        .isZero();
  }
}
