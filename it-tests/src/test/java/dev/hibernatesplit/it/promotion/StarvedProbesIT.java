package dev.hibernatesplit.it.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.TargetRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Probes have no answer, nor has a login, and statements go on: so it is where all processors are
 * busy. Here a table is locked that only these two look into.
 */
class StarvedProbesIT {

  private static final Duration MANY_PROBES = Duration.ofSeconds(5);

  private Troupe troupe;
  private Connection starving;
  private Writers writers;

  @BeforeEach
  void start() throws SQLException {
    troupe = Troupe.start();
    starving = troupe.primary().adminConnection();
    starving.setAutoCommit(false);
    for (int i = 0; i < 20; i++) {
      troupe.write(-1 - i);
    }
  }

  @AfterEach
  void stop() throws Exception {
    troupe.primary().thaw();
    feed();
    if (writers != null) {
      writers.stop();
    }
    troupe.close();
  }

  private void starve() throws SQLException {
    try (Statement statement = starving.createStatement()) {
      statement.execute("lock table pg_catalog.pg_db_role_setting in access exclusive mode");
    }
  }

  private void feed() throws SQLException {
    starving.close();
  }

  @Test
  void a_primary_that_does_what_it_is_asked_is_not_taken_for_gone() throws Exception {
    writers = new Writers(troupe.application(), 4);
    await().until(() -> writers.count() > 50);
    starve();
    await()
        .during(MANY_PROBES)
        .atMost(MANY_PROBES.plusSeconds(5))
        .until(() -> writers.failed().isEmpty() && recentlyWritten());
    assertThat(troupe.status("primary").role()).isEqualTo(TargetRole.PRIMARY);
  }

  private boolean recentlyWritten() {
    return System.nanoTime() - writers.lastSuccess() < Duration.ofSeconds(1).toNanos();
  }

  /** The control, and as it was for all: nobody asks it anything, so its silence is believed. */
  @Test
  void one_that_is_asked_nothing_is() throws Exception {
    starve();
    await()
        .pollDelay(MANY_PROBES)
        .pollInterval(MANY_PROBES) // else the writes themselves would show that it lives
        .atMost(MANY_PROBES.multipliedBy(4))
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> troupe.write(1))
                    .rootCause()
                    .hasMessageContaining("No server takes writes"));
    feed();
    troupe.writeAtLast(2);
  }

  @Test
  void one_that_freezes_meanwhile_is_found_out_as_fast_as_ever() throws Exception {
    writers = new Writers(troupe.application(), 4);
    await().until(() -> writers.count() > 50);
    starve();
    long then = writers.count();
    await().until(() -> writers.count() > then + 50);
    troupe.r1().promote();
    troupe.primary().freeze();
    long frozen = System.nanoTime();
    Duration gap = writers.untilTheNextSuccess(frozen);
    System.out.printf("Frozen while it starved: writes went on after %d ms%n", gap.toMillis());
    assertThat(gap).isLessThan(Troupe.INTERVAL.multipliedBy(4).plusSeconds(1));
    assertThat(troupe.status("r1").role()).isEqualTo(TargetRole.PRIMARY);
  }
}
