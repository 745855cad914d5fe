package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.ConsistencyToken;
import dev.hibernatesplit.Routing;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Paused;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one session, caller or token has seen, its next read sees, too; others need not. */
@PostgresCluster(replicas = 2)
class SessionsIT {

  private static final int READS = Boolean.getBoolean("proof") ? 100_000 : 3_000;
  private static final Servings SERVINGS = new Servings();
  private static Application application;
  private static int numbers;

  @BeforeAll
  static void start(ReplicatedPostgres cluster) {
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("hibernate.split.consistency", "session");
    settings.put("jakarta.persistence.schema-generation.database.action", "create");
    application = Application.start(settings, SERVINGS, Note.class);
    application.write(manager -> manager.persist(new Note(0, 0)));
    cluster.awaitCatchUp();
    await()
        .untilAsserted(
            () -> {
              number();
              assertThat(SERVINGS.byReplica()).isTrue();
            });
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  private static int number() {
    return application.outside(SessionsIT::number);
  }

  private static int number(EntityManager manager) {
    return manager
        .createQuery("select number from Note where id = 0", Integer.class)
        .getSingleResult();
  }

  private static int write() {
    int number = ++numbers;
    application.write(manager -> manager.merge(new Note(0, number)));
    return number;
  }

  private static void setBeside(Connection beside, int number) {
    try (Statement statement = beside.createStatement()) {
      statement.execute("update note set number = " + number + " where id = 0");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_session_finds_what_it_wrote_and_others_need_not(ReplicatedPostgres cluster) {
    Paused.during(
        cluster,
        () -> {
          int number = ++numbers;
          int own =
              application.outside(
                  manager -> {
                    manager.getTransaction().begin();
                    manager.merge(new Note(0, number));
                    manager.getTransaction().commit();
                    return number(manager);
                  });
          assertThat(own).isEqualTo(number);
          assertThat(SERVINGS.last().reason()).isEqualTo(RoutingReason.FENCE);
          assertThat(number()).isLessThan(number); // the control
        });
  }

  @Test
  void a_caller_finds_what_it_wrote_whatever_session_it_uses(ReplicatedPostgres cluster) {
    Paused.during(
        cluster,
        () -> {
          int number = Routing.as("ursula", SessionsIT::write);
          assertThat(Routing.as("ursula", () -> number())).isEqualTo(number);
          assertThat(Routing.as("stanislaw", () -> number())).isLessThan(number);
        });
  }

  @Test
  void who_holds_a_token_finds_what_it_stands_for(ReplicatedPostgres cluster) {
    String[] tokens = new String[1];
    Paused.during(
        cluster,
        () -> {
          tokens[0] =
              Routing.as(
                  "ursula",
                  () -> {
                    write();
                    return ConsistencyToken.current(application.factory()).toString();
                  });
          ConsistencyToken token = ConsistencyToken.parse(tokens[0]);
          assertThat(Routing.with(token, () -> number())).isEqualTo(numbers);
          assertThat(SERVINGS.last().reason()).isEqualTo(RoutingReason.FENCE);
          assertThat(number()).isLessThan(numbers);
        });
    ConsistencyToken token = ConsistencyToken.parse(tokens[0]);
    await()
        .untilAsserted(
            () -> {
              assertThat(Routing.with(token, () -> number())).isEqualTo(numbers);
              assertThat(SERVINGS.byReplica()).isTrue();
            });
  }

  @Test
  void a_token_that_was_taken_before_a_commit_does_not_find_it(ReplicatedPostgres cluster) {
    ConsistencyToken before = afterWriting();
    cluster.awaitCatchUp();
    Paused.during(
        cluster,
        () -> {
          ConsistencyToken after = afterWriting();
          assertThat(Routing.with(after, () -> number())).isEqualTo(numbers);
          await()
              .untilAsserted(
                  () -> {
                    assertThat(Routing.with(before, () -> number())).isLessThan(numbers);
                    assertThat(SERVINGS.byReplica()).isTrue();
                  });
        });
  }

  private static ConsistencyToken afterWriting() {
    return Routing.as(
        "ursula",
        () -> {
          write();
          return ConsistencyToken.current(application.factory());
        });
  }

  @Test
  void a_token_of_nowhere_sends_its_reads_to_the_primary() {
    ConsistencyToken forged = ConsistencyToken.parse("1-1-1");
    Routing.with(forged, () -> number());
    assertThat(SERVINGS.last().reason()).isEqualTo(RoutingReason.FENCE);
  }

  @Test
  void a_session_property_and_a_scope_say_how_much_must_be_seen(ReplicatedPostgres cluster) {
    Paused.during(
        cluster,
        () -> {
          int number = write();
          assertThat(number()).isLessThan(number);
          assertThat(Routing.consistency(Consistency.APPLICATION, () -> number()))
              .isEqualTo(number);
          assertThat(Routing.consistency(Consistency.PRIMARY, () -> number())).isEqualTo(number);
          assertThat(SERVINGS.last().reason()).isEqualTo(RoutingReason.CONSISTENCY);
          int asked =
              application.outside(
                  manager -> {
                    manager.setProperty(Routing.CONSISTENCY, "application");
                    return number(manager);
                  });
          assertThat(asked).isEqualTo(number);
        });
  }

  @Test
  void reads_never_go_back_although_one_replica_stands_still(ReplicatedPostgres cluster)
      throws Exception {
    cluster.awaitCatchUp();
    cluster.replica("r2").pauseReplay();
    try (Connection beside = cluster.primary().connection()) {
      assertThat(stepsBack(beside, "session")).isZero();
      assertThat(stepsBack(beside, "eventual")).isPositive(); // the control
    } finally {
      cluster.replica("r2").resumeReplay();
    }
  }

  private static int stepsBack(Connection beside, String level) {
    return application.outside(
        manager -> {
          manager.setProperty(Routing.CONSISTENCY, level);
          int back = 0;
          int last = 0;
          for (int i = 0; i < READS; i++) {
            if (i % 3 == 0) {
              setBeside(beside, ++numbers);
            }
            int now = number(manager);
            back += now < last ? 1 : 0;
            last = Math.max(last, now);
          }
          return back;
        });
  }

  @Test
  void a_write_and_a_read_cost_what_they_cost_without_any_promise(ReplicatedPostgres cluster) {
    assertThat(ran(cluster, Consistency.APPLICATION)).isEqualTo(ran(cluster, Consistency.EVENTUAL));
    assertThat(ran(cluster, Consistency.SESSION)).isEqualTo(ran(cluster, Consistency.EVENTUAL));
  }

  private static List<String> ran(ReplicatedPostgres cluster, Consistency level) {
    write(); // the first time may open a connection
    cluster.clearStatements();
    Routing.consistency(level, SessionsIT::write);
    Routing.consistency(level, () -> number());
    return cluster.servers().stream()
        .flatMap(server -> Servers.ran(server).stream())
        .map(sql -> sql.replaceAll("\\d+", "?"))
        .sorted()
        .toList();
  }
}
