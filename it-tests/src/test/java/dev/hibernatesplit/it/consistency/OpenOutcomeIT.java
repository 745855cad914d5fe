package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.Routing;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.TcpProxy;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A commit that the client lost sight of takes effect seconds later: until that is settled, nobody
 * reads on a replica what it may have changed.
 */
@PostgresCluster(replicas = 1)
class OpenOutcomeIT {

  private final Servings servings = new Servings();
  private TcpProxy proxy;
  private Application application;

  @BeforeEach
  void start(ReplicatedPostgres cluster) throws SQLException {
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table note (id bigint primary key, number int)");
      statement.execute(
          "create function doze() returns trigger language plpgsql as"
              + " 'begin perform pg_sleep(2); return null; end'");
      statement.execute(
          "create constraint trigger slow after insert on note deferrable initially deferred"
              + " for each row execute function doze()");
    }
    cluster.awaitCatchUp();
    proxy = cluster.primary().proxy();
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("hibernate.split.consistency", "application");
    settings.put("jakarta.persistence.jdbc.url", cluster.primary().jdbcUrl(proxy));
    application = Application.start(settings, servings, Note.class);
    await().untilAsserted(() -> assertThat(byReplica()).isTrue());
  }

  @AfterEach
  void stop() {
    application.close();
    proxy.close();
  }

  private boolean found() {
    return application.<Note>outside(manager -> manager.find(Note.class, 1L)) != null;
  }

  private boolean byReplica() {
    found();
    return servings.byReplica();
  }

  private static boolean landed(Statement primary) throws SQLException {
    try (ResultSet row = primary.executeQuery("select 1 from note where id = 1")) {
      return row.next();
    }
  }

  private void commitThatIsCutOff(ReplicatedPostgres cluster) throws SQLException {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (Connection beside = cluster.primary().connection();
        Statement primary = beside.createStatement()) {
      Future<?> commit =
          thread.submit(() -> application.write(manager -> manager.persist(new Note(1, 1))));
      await().until(() -> commits(primary));
      proxy.resetAll();
      assertThatThrownBy(commit::get).hasStackTraceContaining("CommitOutcomeUnknownException");
    } finally {
      thread.shutdown();
    }
  }

  private static boolean commits(Statement primary) throws SQLException {
    try (ResultSet row =
        primary.executeQuery(
            "select 1 from pg_stat_activity where query = 'COMMIT' and state = 'active'")) {
      return row.next();
    }
  }

  /** Its connections were cut, too: a pool may hand out one of those. */
  private void foundIfThePrimaryCanBeAsked() {
    try {
      found();
    } catch (PersistenceException e) {
      assertThat(e).hasStackTraceContaining("SQLException");
    }
  }

  @Test
  void nobody_reads_on_a_replica_what_may_still_be_committed(ReplicatedPostgres cluster)
      throws SQLException {
    commitThatIsCutOff(cluster);
    try (Connection beside = cluster.primary().connection();
        Statement primary = beside.createStatement()) {
      assertThat(landed(primary)).isFalse();
      cluster.replica("r1").pauseReplay();
      while (!landed(primary)) {
        foundIfThePrimaryCanBeAsked();
        assertThat(servings.last().reason()).isEqualTo(RoutingReason.FENCE);
      }
      assertThat(found()).isTrue();
      assertThat(Routing.consistency(Consistency.EVENTUAL, this::found)).isFalse(); // the control
      cluster.replica("r1").resumeReplay();
      await()
          .untilAsserted(
              () -> {
                assertThat(found()).isTrue();
                assertThat(servings.byReplica()).isTrue();
              });
    }
  }
}
