package dev.hibernatesplit.it.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.it.Servers;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica that streams from a replica goes with it when that is promoted. */
class CascadeIT {

  private Troupe troupe;

  @BeforeEach
  void start() throws SQLException {
    troupe = Troupe.start();
    troupe.r2().follow(troupe.r1());
    troupe.write(1);
    troupe.cluster().awaitCatchUp();
  }

  @AfterEach
  void stop() {
    troupe.close();
  }

  @Test
  void it_serves_reads_of_the_new_primary() throws SQLException {
    await().until(() -> troupe.servedBy(1).equals("r2"));
    troupe.primary().kill();
    troupe.r1().promote();
    troupe.writeAtLast(2);
    troupe.awaitServing("r2");
    assertThat(troupe.status("r1").state()).isEqualTo("takes the writes");
    await().until(() -> troupe.finds(2) && troupe.servedBy(2).equals("r2"));
    assertThat(Troupe.entries(troupe.r2())).containsExactlyInAnyOrder(1L, 2L);
  }

  /** The control: the same replica with its way to the promoted one cut is not believed. */
  @Test
  void but_nothing_before_it_shows_that_it_went_along() {
    troupe.r2().cutReplication();
    troupe.primary().kill();
    troupe.r1().promote();
    troupe.writeAtLast(2);
    troupe.r2().clearStatements();
    for (int i = 0; i < 20; i++) {
      assertThat(troupe.finds(2)).isTrue();
    }
    assertThat(Servers.ran(troupe.r2())).isEmpty();
    troupe.awaitState("r2", "timeline 2");
    troupe.r2().restoreReplication();
    troupe.awaitServing("r2");
    await().until(() -> troupe.servedBy(2).equals("r2"));
  }
}
