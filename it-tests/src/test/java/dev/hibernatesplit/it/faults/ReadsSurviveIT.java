package dev.hibernatesplit.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Pools;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.SQLException;
import java.time.Duration;
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

  private static ReplicatedPostgres cluster;
  private static Application application;
  private static Application control;

  @BeforeAll
  static void start(ReplicatedPostgres given) throws SQLException {
    cluster = given;
    Struck.prepare(cluster);
    application = Struck.application(cluster, Map.of());
    control = Struck.application(cluster, Map.of("hibernate.split.retry_reads", "false"));
  }

  @AfterAll
  static void stop() {
    application.close();
    control.close();
  }

  @ParameterizedTest
  @EnumSource
  void no_read_fails(Fault fault) throws SQLException {
    int unprotected = 0;
    long reads = 0;
    Duration slowest = Duration.ZERO;
    int round = 0;
    for (; round < ROUNDS || (unprotected == 0 && round < ATTEMPTS); round++) {
      Struck.awaitServing(application);
      Struck.awaitServing(control);
      try (Readers survivors = Struck.readers(application);
          Readers victims = Struck.readers(control)) {
        survivors.more(20);
        victims.more(20);
        fault.strike(cluster);
        survivors.more(50);
        fault.end(cluster);
        Struck.awaitServing(application);
        survivors.more(20);
        survivors.stop();
        victims.stop();
        Struck.awaitReads(application);
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
