package dev.hibernatesplit.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A long read of a healthy replica is never taken for a frozen one: it runs to its end, once. */
@PostgresCluster(replicas = 2, reuse = false)
class ReportsIT {

  private static final boolean PROOF = Boolean.getBoolean("proof");
  private static final int SECONDS = PROOF ? 20 : 3;
  private static final int ROWS = 1000;
  private static final String REPORT = "select count(*) /* report */ from ledger, pg_sleep(%d)";

  private static ReplicatedPostgres cluster;
  private static PostgresServer struck;
  private static PostgresServer healthy;
  private static Application application;

  @BeforeAll
  static void start(ReplicatedPostgres given) throws SQLException {
    cluster = given;
    struck = Fault.victim(cluster);
    healthy = cluster.replica("r2");
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table ledger as select id from generate_series(1, 1000) id");
    }
    Struck.prepare(cluster);
    application = application(Map.of("hibernate.split.functions.read_only", "pg_sleep"));
  }

  private static Application application(Map<String, Object> settings) {
    return Struck.application(cluster, settings);
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  static Set<Fault> faults() {
    return PROOF ? EnumSet.allOf(Fault.class) : EnumSet.of(Fault.KILLED);
  }

  private static long report(Application reader, int seconds) {
    return reader.readOnly(
        manager -> (Long) manager.createNativeQuery(REPORT.formatted(seconds)).getSingleResult());
  }

  /** Has it begin on a server, which is then one of two again. */
  private static CompletableFuture<Long> reportOn(PostgresServer server, Application reader) {
    SplitManagement management = SplitManagement.of(reader.factory());
    PostgresServer other = server == struck ? healthy : struck;
    management.takeOut(other.name());
    CompletableFuture<Long> report = CompletableFuture.supplyAsync(() -> report(reader, SECONDS));
    await().until(() -> reports(server) == 1);
    management.putBack(other.name());
    return report;
  }

  /** How often a server ran it, by the server's own log. */
  private static long reports(PostgresServer server) {
    return Servers.ran(server).stream().filter(sql -> sql.contains("/* report */")).count();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void it_ends_and_ran_once_while_the_other_replica_is_struck(Fault fault) throws Exception {
    Struck.awaitServing(application);
    cluster.clearStatements();
    long start = System.nanoTime();
    CompletableFuture<Long> report = reportOn(healthy, application);
    CompletableFuture<Duration> took =
        report.thenApply(rows -> Duration.ofNanos(System.nanoTime() - start));
    int strikes = 0;
    int atItsEnd = 0;
    try (Readers readers = Struck.readers(application)) {
      while (!report.isDone()) {
        Struck.awaitServing(application);
        fault.strike(cluster);
        readers.more(50);
        fault.end(cluster);
        strikes++;
        atItsEnd += report.isDone() ? 0 : 1;
      }
      readers.stop();
      assertThat(readers.failures()).isEmpty();
    }
    assertThat(report.get()).isEqualTo(ROWS);
    assertThat(reports(healthy)).isEqualTo(1);
    assertThat(reports(struck)).isZero();
    assertThat(reports(cluster.primary())).isZero();
    assertThat(took.get()).isBetween(Duration.ofSeconds(SECONDS), Duration.ofSeconds(SECONDS + 5));
    System.out.printf(
        "%s: report of %d s ended after %d ms, ran once; %d strikes, %d before its end%n",
        fault, SECONDS, took.get().toMillis(), strikes, atItsEnd);
    assertThat(strikes).isPositive();
  }

  /** The control: one on the replica that is struck runs again, and that is counted. */
  @Test
  void one_on_the_replica_that_is_killed_ends_on_the_other() throws Exception {
    Struck.awaitServing(application);
    cluster.clearStatements();
    CompletableFuture<Long> report = reportOn(struck, application);
    Fault.KILLED.strike(cluster);
    try {
      assertThat(report.get(2L * SECONDS + 10, TimeUnit.SECONDS)).isEqualTo(ROWS);
    } finally {
      Fault.KILLED.end(cluster);
    }
    assertThat(reports(healthy) + reports(cluster.primary())).isEqualTo(1);
  }

  /** The control: this is how what breaks off long reads would show. */
  @Test
  void a_socket_time_out_breaks_it_off() {
    try (Application impatient =
        application(
            Map.of(
                "hibernate.split.functions.read_only",
                "pg_sleep",
                "hibernate.split.replicas.r2.hikari.dataSource.socketTimeout",
                "1"))) {
      SplitManagement.of(impatient.factory()).takeOut("r1");
      assertThatThrownBy(() -> report(impatient, SECONDS))
          .hasRootCauseInstanceOf(java.net.SocketTimeoutException.class);
    }
  }
}
