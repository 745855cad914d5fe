package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The primary is down, and no replica is known to have what a read must see. */
@PostgresCluster(replicas = 1, reuse = false)
class PrimaryDownIT {

  private final Servings servings = new Servings();
  private final ReplicatedPostgres cluster;
  private Application application;

  PrimaryDownIT(ReplicatedPostgres cluster) {
    this.cluster = cluster;
  }

  private void start(String primaryDown) {
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("hibernate.split.consistency", "application");
    settings.put("hibernate.split.primary_down", primaryDown);
    settings.put("hibernate.split.probe_interval", "100ms");
    settings.put("hibernate.hikari.connectionTimeout", "500");
    settings.put("jakarta.persistence.schema-generation.database.action", "drop-and-create");
    application = Application.start(settings, servings, Note.class, Aside.class);
    application.write(
        manager -> {
          manager.persist(new Note(0, 0));
          manager.persist(new Aside(0));
        });
    cluster.awaitCatchUp();
    await().untilAsserted(() -> assertThat(number() == 0 && servings.byReplica()).isTrue());
    cluster.replica("r1").pauseReplay();
    application.write(manager -> manager.find(Note.class, 0L).setNumber(1));
    assertThat(number()).isEqualTo(1);
    assertThat(servings.last().reason()).isEqualTo(RoutingReason.FENCE);
    cluster.primary().stop();
  }

  @AfterEach
  void stop() {
    if (!cluster.primary().running()) {
      cluster.primary().start();
    }
    cluster.replica("r1").resumeReplay();
    application.close();
  }

  private int number() {
    return application.outside(manager -> manager.find(Note.class, 0L).getNumber());
  }

  private Aside aside() {
    return application.outside(manager -> manager.find(Aside.class, 0L));
  }

  @Test
  void a_read_fails_rather_than_show_what_is_old() {
    start("fail");
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(this::number).hasStackTraceContaining("SQLException");
    }
    assertThat(aside()).isNotNull(); // nobody has written that
    assertThat(servings.byReplica()).isTrue();
  }

  @Test
  void a_replica_shows_what_it_has_where_that_is_asked_for() {
    start("stale");
    await()
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(number()).isZero();
              assertThat(servings.last().reason()).isEqualTo(RoutingReason.STALE);
            });
    cluster.primary().start();
    await().ignoreExceptions().untilAsserted(() -> assertThat(number()).isEqualTo(1));
    cluster.replica("r1").resumeReplay();
    await()
        .untilAsserted(
            () -> {
              assertThat(number()).isEqualTo(1);
              assertThat(servings.byReplica()).isTrue();
            });
  }
}
