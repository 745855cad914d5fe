package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Paused;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What hangs together changes, and nobody has read the catalogue yet. */
@PostgresCluster(replicas = 1)
class ChangingSchemaIT {

  private static final String TRIGGER =
      "create function copy() returns trigger language plpgsql as"
          + " 'begin insert into copies values (new.id); return new; end';"
          + " create trigger copies after insert on note for each row execute function copy()";

  private final Servings servings = new Servings();
  private Application application;
  private Connection reading;

  /** The catalogue cannot be read while somebody else holds a part of it. */
  @BeforeEach
  void start(ReplicatedPostgres cluster) throws SQLException {
    Map<String, Object> settings = Application.settings(cluster);
    settings.remove("hibernate.split.consistency");
    settings.put("jakarta.persistence.schema-generation.database.action", "drop-and-create");
    application = Application.start(settings, servings, Note.class);
    run("create table copies(id bigint primary key)");
    await().untilAsserted(() -> assertThat(writeOfNoteKeepsOffCopies()).isFalse());
    cluster.awaitCatchUp();
    reading = cluster.primary().adminConnection();
    reading.setAutoCommit(false);
    try (Statement statement = reading.createStatement()) {
      statement.execute("lock table pg_catalog.pg_policy in access exclusive mode");
    }
  }

  @AfterEach
  void stop(ReplicatedPostgres cluster) throws SQLException {
    reading.close();
    application.close();
    try (Connection admin = cluster.primary().adminConnection();
        Statement statement = admin.createStatement()) {
      statement.execute("drop table copies; drop function copy cascade");
    }
  }

  private void run(String sql) {
    application.write(
        manager ->
            manager
                .unwrap(Session.class)
                .doWork(
                    connection -> {
                      try (Statement statement = connection.createStatement()) {
                        for (String one : sql.split("; (?=create trigger)")) {
                          statement.execute(one);
                        }
                      }
                    }));
  }

  private static void beside(ReplicatedPostgres cluster, String sql) {
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long copies() {
    return application.outside(
        manager ->
            ((Number)
                    manager
                        .createNativeQuery("select count(*) from copies", Long.class)
                        .getSingleResult())
                .longValue());
  }

  private void writeNote() {
    application.write(manager -> manager.persist(new Note(System.nanoTime(), 1)));
  }

  private boolean writeOfNoteKeepsOffCopies() {
    writeNote();
    copies();
    return !servings.byReplica();
  }

  private void awaitReplica() {
    await()
        .untilAsserted(
            () -> {
              copies();
              assertThat(servings.byReplica()).isTrue();
            });
  }

  @Test
  void until_it_is_read_again_a_write_may_touch_anything(ReplicatedPostgres cluster)
      throws SQLException {
    run(TRIGGER);
    awaitReplica();
    Paused.during(
        cluster,
        () -> {
          writeNote();
          assertThat(copies()).isEqualTo(1);
          assertThat(servings.last().reason()).isEqualTo(RoutingReason.FENCE);
        });
    reading.rollback();
    await().untilAsserted(() -> assertThat(writeOfNoteKeepsOffCopies()).isTrue());
  }

  /** The control: a change that nobody knows of, so that what was read before is believed. */
  @Test
  void what_was_read_before_would_not_do(ReplicatedPostgres cluster) {
    awaitReplica();
    beside(cluster, TRIGGER);
    Paused.during(
        cluster,
        () -> {
          writeNote();
          assertThat(copies()).isZero();
          assertThat(servings.byReplica()).isTrue();
        });
  }
}
