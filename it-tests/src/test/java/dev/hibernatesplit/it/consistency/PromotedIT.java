package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.ConsistencyToken;
import dev.hibernatesplit.Routing;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.Lsn;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A promotion that loses acknowledged commits: r1, which had not received them, is promoted; r2 has
 * them and cannot follow; r3 follows r1.
 */
class PromotedIT {

  private final Servings servings = new Servings();
  private ReplicatedPostgres cluster;
  private PostgresServer r1;
  private PostgresServer r2;
  private PostgresServer r3;
  private Application application;

  @BeforeEach
  void start() throws SQLException {
    cluster = ReplicatedPostgres.builder().replicas("r1", "r2", "r3").start();
    r1 = cluster.replica("r1");
    r2 = cluster.replica("r2");
    r3 = cluster.replica("r3");
    try (Connection admin = cluster.primary().adminConnection();
        Statement statement = admin.createStatement()) {
      statement.execute("grant pg_monitor to " + cluster.user()); // replicas tell their timelines
    }
    application = Application.start(settings(), servings, Note.class);
    write(1);
    cluster.awaitCatchUp();
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = Application.settings(cluster);
    settings.remove("hibernate.split.consistency");
    settings.put("hibernate.split.probe_interval", "200ms");
    settings.put("hibernate.split.probe_timeout", "500ms");
    settings.put("hibernate.split.slow_start", "0s");
    settings.put("jakarta.persistence.schema-generation.database.action", "update");
    return settings;
  }

  @AfterEach
  void stop() {
    application.close();
    cluster.close();
  }

  private void write(long id) {
    application.write(manager -> manager.persist(new Note(id, 1)));
  }

  private boolean found(long id) {
    return application.<Object>outside(manager -> manager.find(Note.class, id)) != null;
  }

  private static boolean has(PostgresServer server, long id) throws SQLException {
    try (Connection connection = server.connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select 1 from note where id = " + id)) {
      return row.next();
    }
  }

  /** Commits 100 to 399 reach r2 only. */
  private ConsistencyToken losing() {
    r1.cutReplication();
    r3.cutReplication();
    for (long id = 100; id < 400; id++) {
      write(id);
    }
    ConsistencyToken token = ConsistencyToken.current(application.factory());
    cluster.awaitCatchUp();
    cluster.primary().kill();
    r1.promote();
    await().ignoreExceptions().until(() -> found(1));
    return token;
  }

  private void awaitServing(PostgresServer server) {
    await().until(() -> SplitManagement.of(application.factory()).target(server.name()).serving());
  }

  @Test
  void positions_of_one_timeline_say_nothing_on_another() throws SQLException {
    ConsistencyToken lost = losing();
    theOneThatHasThemServesNobody();
    r3.follow(r1);
    awaitServing(r3);
    whatIsLostIsNotTakenForReplayed(lost);
  }

  private void theOneThatHasThemServesNobody() throws SQLException {
    write(1000);
    Lsn committed = r1.position();
    for (int read = 0; read < 200; read++) {
      assertThat(found(1000)).isTrue();
      assertThat(found(399)).isFalse();
    }
    // the control: by the numbers, r2 has everything
    assertThat(r2.position().hasReached(committed)).isTrue();
    assertThat(has(r2, 1000)).isFalse();
    assertThat(has(r2, 399)).isTrue();
  }

  private void whatIsLostIsNotTakenForReplayed(ConsistencyToken lost) {
    int stale = 0;
    for (long id = 1001; r1.position().compareTo(new Lsn(lost.position())) <= 0; id++) {
      write(id);
      stale += found(id) ? 0 : 1;
    }
    assertThat(stale).isZero();
    await()
        .untilAsserted(
            () -> {
              assertThat(found(1)).isTrue();
              assertThat(servings.byReplica()).isTrue();
            });

    ConsistencyToken now = ConsistencyToken.current(application.factory());
    assertThat(now.timeline()).isGreaterThan(lost.timeline());
    assertThat(Forged.reading(lost, () -> found(399))).isFalse();
    assertThat(servings.last().reason()).isEqualTo(RoutingReason.FENCE);
    assertThat(servings.byReplica()).isFalse();
    assertThat(Routing.with(now, () -> found(1))).isTrue();
    // the control: who does not look at the timeline takes the lost commit for replayed
    ConsistencyToken blind = Forged.at(new Lsn(lost.position()).toString(), now);
    await()
        .untilAsserted(
            () -> {
              assertThat(Forged.reading(blind, () -> found(399))).isFalse();
              assertThat(servings.byReplica()).isTrue();
            });
  }
}
