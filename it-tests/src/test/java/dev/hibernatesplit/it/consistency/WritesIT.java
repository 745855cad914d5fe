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
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

/** However something is written, the next read finds it, while no replica replays. */
@PostgresCluster(replicas = 2)
class WritesIT {

  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final Servings SERVINGS = new Servings();
  private static Application application;

  @BeforeAll
  static void start(ReplicatedPostgres cluster) {
    Map<String, Object> settings = Application.settings(cluster);
    settings.remove("hibernate.split.consistency");
    settings.put("hibernate.jdbc.batch_size", "20");
    settings.put("jakarta.persistence.schema-generation.database.action", "create");
    application = Application.start(settings, SERVINGS, Note.class);
    application.write(
        manager ->
            manager
                .createNativeQuery(
                    "create procedure note_down(number int) language sql as"
                        + " 'insert into note(id, number) values (1000000 + number, number)'")
                .executeUpdate());
    cluster.awaitCatchUp();
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  private static final Map<String, ObjIntConsumer<EntityManager>> WAYS = new LinkedHashMap<>();

  static {
    WAYS.put("persist", (manager, number) -> manager.persist(new Note(number, number)));
    WAYS.put(
        "batch",
        (manager, number) -> {
          for (int i = 0; i < 50; i++) {
            manager.persist(new Note(10_000L + 100L * number + i, number));
          }
        });
    WAYS.put(
        "returning",
        (manager, number) ->
            manager
                .createNativeQuery(
                    "insert into note(id, number) values (?, ?) returning id", Long.class)
                .setParameter(1, 20_000 + number)
                .setParameter(2, number)
                .getSingleResult());
    WAYS.put(
        "bulk HQL",
        (manager, number) ->
            manager
                .createQuery("update Note set number = :number where id = 0")
                .setParameter("number", number)
                .executeUpdate());
    WAYS.put(
        "native",
        (manager, number) ->
            manager
                .createNativeQuery("update note set number = :number where id = 0")
                .setParameter("number", number)
                .executeUpdate());
    WAYS.put("procedure", (manager, number) -> sql(manager, "call note_down(" + number + ")"));
    WAYS.put(
        "doWork",
        (manager, number) ->
            sql(
                manager,
                "insert into note(id, number) values (" + (30_000 + number) + ", " + number + ")"));
    WAYS.put(
        "merge",
        (manager, number) ->
            sql(
                manager,
                "merge into note using (values ("
                    + (40_000 + number)
                    + ")) v(id) on note.id = v.id when not matched then insert (id, number) values (v.id, "
                    + number
                    + ")"));
    WAYS.put(
        "DO", (manager, number) -> sql(manager, "do 'begin call note_down(" + number + "); end'"));
    WAYS.put(
        "DDL",
        (manager, number) ->
            sql(
                manager,
                "alter table note alter column number type int using "
                    + "case id when 0 then "
                    + number
                    + " else number end"));
  }

  private static void sql(EntityManager manager, String sql) {
    manager
        .unwrap(Session.class)
        .doWork(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
              }
            });
  }

  static Stream<String> ways() {
    return WAYS.keySet().stream();
  }

  private static long found(int number) {
    return application.outside(
        manager ->
            manager
                .createQuery("select count(*) from Note where number = :number", Long.class)
                .setParameter("number", number)
                .getSingleResult());
  }

  private static int prepared() {
    application.write(manager -> manager.merge(new Note(0, 0)));
    awaitReplica();
    return NUMBERS.incrementAndGet();
  }

  private static void awaitReplica() {
    await()
        .untilAsserted(
            () -> {
              found(-1);
              assertThat(SERVINGS.byReplica()).isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("ways")
  void what_was_committed_is_found(String way, ReplicatedPostgres cluster) {
    int number = prepared();
    Paused.during(
        cluster,
        () -> {
          found(-1);
          assertThat(SERVINGS.byReplica()).isTrue();
          application.write(manager -> WAYS.get(way).accept(manager, number));
          assertThat(found(number)).isPositive();
          assertThat(SERVINGS.last().reason()).isEqualTo(RoutingReason.FENCE);
          // the control: without the fence, it is not found
          assertThat(Routing.consistency(Consistency.EVENTUAL, () -> found(number))).isZero();
        });
    await()
        .untilAsserted(
            () -> {
              assertThat(found(number)).isPositive();
              assertThat(SERVINGS.byReplica()).isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("ways")
  void what_was_rolled_back_keeps_nobody_off(String way, ReplicatedPostgres cluster) {
    int number = prepared();
    Paused.during(
        cluster,
        () -> {
          application.outside(
              manager -> {
                manager.getTransaction().begin();
                WAYS.get(way).accept(manager, number);
                manager.flush();
                manager.getTransaction().rollback();
                return null;
              });
          assertThat(found(number)).isZero();
          assertThat(SERVINGS.byReplica()).isTrue();
        });
  }

  @Test
  void what_was_written_outside_a_transaction_is_found(ReplicatedPostgres cluster) {
    int number = prepared();
    Paused.during(
        cluster,
        () -> {
          application.outside(
              manager -> {
                sql(
                    manager,
                    "insert into note(id, number) values ("
                        + (50_000 + number)
                        + ", "
                        + number
                        + ")");
                return null;
              });
          assertThat(found(number)).isPositive();
        });
  }

  @Test
  void what_was_written_beside_jpa_is_found(ReplicatedPostgres cluster) {
    int number = prepared();
    Paused.during(
        cluster,
        () -> {
          beside("insert into note(id, number) values (" + (55_000 + number) + ", " + number + ")");
          assertThat(found(number)).isPositive();
        });
  }

  private static void beside(String sql) {
    try (Connection connection = Routing.dataSource(application.factory()).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void what_a_transaction_by_text_wrote_is_found(ReplicatedPostgres cluster) {
    int number = prepared();
    Paused.during(
        cluster,
        () -> {
          application.outside(
              manager -> {
                sql(manager, "begin");
                sql(
                    manager,
                    "insert into note(id, number) values ("
                        + (60_000 + number)
                        + ", "
                        + number
                        + ")");
                sql(manager, "commit");
                return null;
              });
          assertThat(found(number)).isPositive();
        });
  }

  @Test
  void what_a_failed_batch_has_left_is_found(ReplicatedPostgres cluster) {
    int number = prepared();
    Paused.during(
        cluster,
        () -> {
          application.outside(manager -> failedBatch(manager, number));
          // whether the driver left something of it or not, the primary was asked
          found(number);
          assertThat(SERVINGS.byReplica()).isFalse();
        });
  }

  private static Object failedBatch(EntityManager manager, int number) {
    manager
        .unwrap(Session.class)
        .doWork(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                statement.addBatch(
                    "insert into note(id, number) values (" + (70_000 + number) + ", 1)");
                statement.addBatch("insert into note(id, number) values (0, 1)");
                statement.executeBatch();
              } catch (SQLException e) {
                return; // a duplicate key
              }
            });
    return null;
  }

  @Test
  void what_was_copied_over_the_drivers_own_connection_is_found(ReplicatedPostgres cluster) {
    int number = prepared();
    Paused.during(
        cluster,
        () -> {
          application.outside(
              manager -> {
                manager.unwrap(Session.class).doWork(connection -> copy(connection, number));
                found(number); // while it is not given back, too
                assertThat(SERVINGS.byReplica()).isFalse();
                return null;
              });
          assertThat(found(number)).isPositive();
        });
  }

  private static void copy(Connection connection, int number) throws SQLException {
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy note(id, number) from stdin",
              new StringReader((80_000 + number) + "\t" + number + "\n"));
    } catch (IOException e) {
      throw new SQLException(e);
    }
  }

  @Test
  void a_log_that_ends_where_a_segment_ends_is_reached(ReplicatedPostgres cluster)
      throws SQLException {
    prepared();
    try (Connection admin = cluster.primary().adminConnection();
        Statement statement = admin.createStatement()) {
      statement.execute("select pg_switch_wal()");
    }
    application.outside(
        manager -> {
          sql(manager, "do 'begin end'"); // may have written anything, and has written nothing
          return null;
        });
    awaitReplica();
  }

  @Test
  void rows_that_were_not_written_are_found_on_a_replica(ReplicatedPostgres cluster) {
    int number = prepared();
    Paused.during(
        cluster,
        () -> {
          application.write(manager -> manager.persist(new Note(90_000 + number, number)));
          application.outside(manager -> manager.find(Note.class, 0L));
          assertThat(SERVINGS.byReplica()).isTrue();
          assertThat(application.<Note>outside(m -> m.find(Note.class, 90_000L + number)))
              .isNotNull();
          assertThat(SERVINGS.byReplica()).isFalse();
        });
  }
}
