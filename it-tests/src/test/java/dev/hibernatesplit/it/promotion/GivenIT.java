package dev.hibernatesplit.it.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A promotion, where the application gives its own DataSources, and none is HikariCP's. */
class GivenIT {

  private Troupe troupe;
  private Application application;
  private Writers writers;

  @BeforeEach
  void start() throws SQLException {
    troupe = Troupe.start();
  }

  @AfterEach
  void stop() throws Exception {
    if (writers != null) {
      writers.stop();
    }
    if (application != null) {
      application.close();
    }
    troupe.close();
  }

  private void writeOver(DataSource primary, DataSource r1, DataSource r2) {
    Map<String, Object> settings = troupe.settings();
    settings.keySet().removeIf(key -> key.contains("replicas") || key.contains("persistence.jdbc"));
    settings.put("hibernate.split.primary.datasource", primary);
    settings.put("hibernate.split.replicas.r1.datasource", r1);
    settings.put("hibernate.split.replicas.r2.datasource", r2);
    application = Application.start(settings, Entry.class);
    writers = new Writers(application, 4);
    await().until(() -> writers.count() > 50);
  }

  private TargetRole role(String server) {
    return SplitManagement.of(application.factory()).target(server).role();
  }

  @ParameterizedTest
  @EnumSource
  void writes_go_on_and_the_old_primary_gets_none(Given given) throws Exception {
    PostgresServer primary = troupe.primary();
    PostgresServer r1 = troupe.r1();
    writeOver(given.to(primary), given.to(r1), given.to(troupe.r2()));
    primary.kill();
    r1.promote();
    long promoted = System.nanoTime();
    Set<Long> before = Set.copyOf(writers.written());
    Duration gap = writers.untilTheNextSuccess(promoted);
    System.out.printf("Promotion over %s: writes went on after %d ms%n", given, gap.toMillis());
    assertThat(gap).isLessThan(Troupe.INTERVAL.multipliedBy(2).plusSeconds(1));
    primary.start();
    primary.clearStatements();
    long then = writers.count();
    await().until(() -> writers.count() > then + 50);
    writers.stop();

    Set<Long> afterwards = new HashSet<>(writers.written());
    afterwards.removeAll(before);
    assertThat(Troupe.entries(r1)).containsAll(afterwards).noneMatch(writers.failed()::contains);
    assertThat(primary.countOf(sql -> sql.startsWith("insert"))).isZero();
    assertThat(role("r1")).isEqualTo(TargetRole.PRIMARY);
  }

  /** A pool that may only have been empty proves nothing of the server behind it. */
  @Test
  void a_pool_that_does_not_say_why_it_has_none_is_not_believed() throws Exception {
    writeOver(
        Given.taciturn(Given.DBCP.to(troupe.primary())),
        Given.DBCP.to(troupe.r1()),
        Given.DBCP.to(troupe.r2()));
    troupe.primary().kill();
    troupe.r1().promote();
    await()
        .during(Duration.ofSeconds(4))
        .atMost(Duration.ofSeconds(6))
        .until(() -> role("primary") == TargetRole.PRIMARY);
    assertThat(Troupe.entries(troupe.r1())).noneMatch(writers.failed()::contains);
  }
}
