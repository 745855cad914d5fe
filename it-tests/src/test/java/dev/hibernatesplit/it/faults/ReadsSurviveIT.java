package dev.hibernatesplit.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Pools;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever happens to one of two replicas, no read fails, outside transactions or in read-only
 * ones; where reads are not retried, some do.
 */
@PostgresCluster(replicas = 2, reuse = false, statementLog = false)
class ReadsSurviveIT {

  private static final int ROUNDS = Boolean.getBoolean("proof") ? 20 : 1;

  /** A fault may miss all reads of the control: so often it is given another chance. */
  private static final int ATTEMPTS = 5;

  private static final int ROWS = 200;
  private static final String READ = "select count(*) from plain a, plain b where a.id <> b.id";

  private static ReplicatedPostgres cluster;
  private static Application application;
  private static Application control;

  @BeforeAll
  static void start(ReplicatedPostgres given) throws SQLException {
    cluster = given;
    Fault.prepare(cluster);
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table plain as select id from generate_series(1, " + ROWS + ") id");
    }
    cluster.awaitCatchUp();
    application = start(Map.of());
    control = start(Map.of("hibernate.split.retry_reads", "false"));
  }

  private static Application start(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put(
        "hibernate.split.max_failures", "1000"); // else the circuit opens after a few faults
    settings.put("hibernate.split.slow_start", "0s");
    settings.put("hibernate.hikari.maximumPoolSize", "8");
    settings.put("hibernate.hikari.registerMbeans", "true");
    settings.put("hibernate.hikari.poolName", "pool" + more.size());
    settings.put(
        "hibernate.split.replicas.r1.url",
        Fault.victim(cluster).jdbcUrl(Fault.victim(cluster).proxy()));
    return Application.start(cluster, settings);
  }

  @AfterAll
  static void stop() {
    application.close();
    control.close();
  }

  private static Readers readers(Application readingOne) {
    return new Readers(turn -> read(readingOne, turn), (long) ROWS * (ROWS - 1));
  }

  private static long read(Application app, int turn) {
    if (turn % 50 == 0) {
      app.journeys().clear();
    }
    return turn % 2 == 0
        ? app.outside(manager -> (Long) manager.createNativeQuery(READ).getSingleResult())
        : app.readOnly(
            manager -> {
              manager.createNativeQuery("select 1").getSingleResult();
              return (Long) manager.createNativeQuery(READ).getSingleResult();
            });
  }

  private static void awaitServing(Application app) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> SplitManagement.of(app.factory()).target("r1").serving());
  }

  @ParameterizedTest
  @EnumSource
  void no_read_fails(Fault fault) throws SQLException {
    int unprotected = 0;
    long reads = 0;
    Duration slowest = Duration.ZERO;
    int round = 0;
    for (; round < ROUNDS || (unprotected == 0 && round < ATTEMPTS); round++) {
      awaitServing(application);
      awaitServing(control);
      try (Readers survivors = readers(application);
          Readers victims = readers(control)) {
        survivors.more(20);
        victims.more(20);
        fault.strike(cluster);
        survivors.more(50);
        fault.end(cluster);
        awaitServing(application);
        survivors.more(20);
        survivors.stop();
        victims.stop();
        assertThat(survivors.failures()).isEmpty();
        unprotected += victims.failures().size();
        reads += survivors.reads();
        slowest = slowest.compareTo(survivors.slowest()) > 0 ? slowest : survivors.slowest();
      }
    }
    System.out.printf(
        "%s ×%d: 0 of %d reads failed, slowest %d ms; without retries %d failed%n",
        fault, round, reads, slowest.toMillis(), unprotected);
    assertThat(unprotected).as("failed without retries").isPositive();
    assertThat(slowest).isLessThan(Duration.ofSeconds(10));
    Pools.awaitIdle();
  }
}
