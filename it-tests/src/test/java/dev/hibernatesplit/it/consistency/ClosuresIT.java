package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.Routing;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Paused;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the database changes along with a table is seen by whoever reads it, since the catalogue
 * tells. The control is an application that read the catalogue before things were tied together by
 * somebody beside it, and was told wrong of a function.
 */
@PostgresCluster(replicas = 1, statementLog = false)
class ClosuresIT {

  private static final Servings SERVINGS = new Servings();
  private static Application knowing;
  private static Application blind;

  @BeforeAll
  static void start(ReplicatedPostgres cluster) throws SQLException {
    try (Connection connection = cluster.primary().connection();
        Statement beside = connection.createStatement()) {
      for (Closure closure : Closure.values()) {
        beside.execute(closure.before());
      }
      blind = started(cluster, Map.of(Closure.WRONG_KEY, Closure.WRONG_TABLE));
      for (Closure closure : Closure.values()) {
        beside.execute(closure.tie());
      }
    }
    knowing = started(cluster, Map.of());
  }

  private static Application started(ReplicatedPostgres cluster, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(Application.settings(cluster));
    settings.put("hibernate.split.consistency", "application");
    settings.put("hibernate.split.catalog_refresh", "1h");
    settings.putAll(more);
    return Application.start(settings, SERVINGS, Note.class);
  }

  @AfterAll
  static void stop() {
    knowing.close();
    blind.close();
  }

  private static void write(Application application, Closure closure, int row) {
    application.write(
        manager -> manager.createNativeQuery(closure.write()).setParameter(1, row).executeUpdate());
  }

  private static boolean shows(Application application, Closure closure, int row) {
    long read =
        application.outside(
            manager ->
                (Long)
                    manager
                        .createNativeQuery(closure.read(), Long.class)
                        .setParameter(1, closure.readRow(row))
                        .getSingleResult());
    return read == closure.shown();
  }

  private static void awaitReplica(Application application, Closure closure, int row) {
    await()
        .untilAsserted(
            () -> {
              assertThat(shows(application, closure, row)).isFalse();
              assertThat(SERVINGS.byReplica()).isTrue();
            });
  }

  @ParameterizedTest
  @EnumSource
  void what_changes_along_is_seen(Closure closure, ReplicatedPostgres cluster) {
    Paused.during(
        cluster,
        () -> {
          awaitReplica(knowing, closure, 1);
          write(knowing, closure, 1);
          assertThat(shows(knowing, closure, 1)).isTrue();
          assertThat(SERVINGS.last().reason()).isEqualTo(RoutingReason.FENCE);
          // the control: the replica does not show it yet
          assertThat(Routing.consistency(Consistency.EVENTUAL, () -> shows(knowing, closure, 1)))
              .isFalse();
        });
  }

  /** The control: without the closure it is not. */
  @ParameterizedTest
  @EnumSource
  void who_does_not_know_what_is_tied_together_reads_old_rows(
      Closure closure, ReplicatedPostgres cluster) {
    Paused.during(
        cluster,
        () -> {
          awaitReplica(blind, closure, 2);
          write(blind, closure, 2);
          assertThat(shows(blind, closure, 2)).isFalse();
          assertThat(SERVINGS.byReplica()).isTrue();
        });
  }
}
