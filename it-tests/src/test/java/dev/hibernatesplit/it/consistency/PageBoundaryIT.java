package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.ConsistencyToken;
import dev.hibernatesplit.Routing;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.Lsn;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A log that ends where a page ends: its primary tells a place that no replica reaches. */
@PostgresCluster(replicas = 1)
class PageBoundaryIT {

  private final Servings servings = new Servings();

  private static void endSegment(PostgresServer primary) throws SQLException {
    try (Connection admin = primary.adminConnection();
        Statement statement = admin.createStatement()) {
      statement.execute("select pg_switch_wal()");
    }
  }

  @Test
  void a_replica_serves_that_has_all_there_is(ReplicatedPostgres cluster) throws SQLException {
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("hibernate.split.probe_interval", "50ms");
    settings.put("jakarta.persistence.schema-generation.database.action", "create");
    try (Application application = Application.start(settings, servings, Note.class)) {
      application.write(manager -> manager.persist(new Note(1, 1)));
      cluster.awaitCatchUp();
      endSegment(cluster.primary());
      Lsn told = cluster.primary().position();
      await().untilAsserted(() -> assertThat(readOf(Consistency.GLOBAL, application)).isTrue());
      await()
          .pollDelay(Duration.ZERO)
          .during(Duration.ofSeconds(1))
          .until(() -> !servedWith(Forged.at(told.toString(), application.factory()), application));
      // the control holds only while nobody has written anything
      assertThat(cluster.primary().position()).isEqualTo(told);
      assertThat(servedWith(ConsistencyToken.current(application.factory()), application)).isTrue();
    }
  }

  private boolean readOf(Consistency level, Application application) {
    return Routing.consistency(level, () -> served(application));
  }

  private boolean servedWith(ConsistencyToken token, Application application) {
    return Forged.reading(token, () -> served(application));
  }

  private boolean served(Application application) {
    assertThat(application.<Object>outside(manager -> manager.find(Note.class, 1L))).isNotNull();
    return servings.byReplica();
  }
}
