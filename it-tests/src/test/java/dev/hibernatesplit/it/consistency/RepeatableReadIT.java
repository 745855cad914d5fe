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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A transaction that sees one snapshot takes one that has what it must see. */
@PostgresCluster(replicas = 1)
class RepeatableReadIT {

  private static final String ONE = "select n.number from Note n where n.id = ?";

  private static Application application;
  private static int numbers = 20;

  @BeforeAll
  static void start(ReplicatedPostgres cluster) {
    application =
        Application.start(
            cluster,
            Map.of(
                "jakarta.persistence.schema-generation.database.action",
                "drop-and-create",
                "hibernate.split.consistency",
                "application"),
            Note.class);
    application.write(manager -> manager.persist(new Note(1, 0)));
    application.write(manager -> manager.persist(new Note(2, 0)));
    cluster.awaitCatchUp();
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  private static void update(long id, int number) {
    application.write(manager -> manager.merge(new Note(id, number)));
  }

  private static int read(long id) {
    return application.readOnly(
        Connection.TRANSACTION_REPEATABLE_READ, connection -> number(connection, id));
  }

  private static int number(Connection connection, long id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ONE)) {
      statement.setLong(1, id);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static RoutingReason lastReason() {
    return application.journeys().last().reason();
  }

  @Test
  void it_begins_on_a_replica_that_has_everything(ReplicatedPostgres cluster) {
    update(1, 10);
    cluster.awaitCatchUp();
    await()
        .untilAsserted(
            () -> {
              assertThat(read(1)).isEqualTo(10);
              assertThat(lastReason()).isEqualTo(RoutingReason.READ_ONLY_UNIT);
            });
  }

  @ParameterizedTest
  @EnumSource(
      value = Consistency.class,
      names = {"APPLICATION", "GLOBAL"})
  void a_row_that_another_session_wrote_is_found_whose_key_is_bound_after_it_was_prepared(
      Consistency level, ReplicatedPostgres cluster) {
    int number = ++numbers;
    Paused.during(
        cluster,
        () -> {
          update(1, number);
          assertThat(Routing.consistency(level, () -> read(1))).isEqualTo(number);
          int old = Routing.consistency(Consistency.EVENTUAL, () -> read(1));
          assertThat(old).as("the control").isNotEqualTo(number);
        });
  }

  @Test
  void what_is_read_later_in_the_same_snapshot_is_found_as_well(ReplicatedPostgres cluster) {
    Paused.during(
        cluster,
        () -> {
          update(2, 30);
          int second =
              application.readOnly(
                  Connection.TRANSACTION_REPEATABLE_READ,
                  connection -> {
                    number(connection, 1); // which nobody writes
                    return number(connection, 2);
                  });
          assertThat(second).isEqualTo(30);
        });
  }

  @Test
  void what_is_committed_while_it_runs_it_does_not_see(ReplicatedPostgres cluster) {
    cluster.awaitCatchUp();
    int before = read(1);
    int again =
        application.readOnly(
            Connection.TRANSACTION_REPEATABLE_READ,
            connection -> {
              number(connection, 1);
              update(1, before + 1);
              cluster.awaitCatchUp();
              return number(connection, 1);
            });
    assertThat(again).isEqualTo(before);
  }
}
