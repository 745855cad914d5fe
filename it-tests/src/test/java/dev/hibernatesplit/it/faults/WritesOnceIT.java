package dev.hibernatesplit.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.CommitOutcomeUnknownException;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.TcpProxy;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The network breaks before a change is final or after: it is made once at most, and who asked is
 * told.
 */
@PostgresCluster(replicas = 1, reuse = false, statementLog = false)
class WritesOnceIT {

  private static final int OPERATIONS = Boolean.getBoolean("proof") ? 10_000 : 200;
  private static final Logger POOL = Logger.getLogger("com.zaxxer.hikari");

  private static ReplicatedPostgres cluster;
  private static TcpProxy proxy;
  private static Application application;

  /** When the connection breaks. */
  private enum Break {
    NEVER(true) {
      @Override
      void arm(boolean transaction) {}
    },
    BEFORE(false) {
      @Override
      void arm(boolean transaction) {
        proxy.cutBefore(transaction ? "COMMIT" : "insert into op");
      }
    },
    AFTER(true) {
      @Override
      void arm(boolean transaction) {
        proxy.cutAfter(transaction ? "COMMIT" : "insert into op");
      }
    };

    private final boolean applied;

    Break(boolean applied) {
      this.applied = applied;
    }

    abstract void arm(boolean transaction);
  }

  @BeforeAll
  static void start(ReplicatedPostgres given) throws SQLException {
    POOL.setLevel(Level.OFF);
    cluster = given;
    proxy = cluster.primary().proxy();
    direct("create table op (id int)");
    direct("create table late (id int unique deferrable initially deferred)");
    direct("insert into late values (1)");
    Map<String, Object> settings = new HashMap<>();
    settings.put("jakarta.persistence.jdbc.url", cluster.primary().jdbcUrl(proxy));
    settings.put("hibernate.hikari.maximumPoolSize", "2");
    settings.put("hibernate.hikari.dataSource.prepareThreshold", "0"); // the text goes each time
    application = Application.start(cluster, settings);
  }

  @AfterAll
  static void stop() {
    application.close();
    POOL.setLevel(null);
  }

  private static void direct(String sql) throws SQLException {
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Map<Integer, Integer> applied() throws SQLException {
    Map<Integer, Integer> applied = new HashMap<>();
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select id from op")) {
      while (row.next()) {
        applied.merge(row.getInt(1), 1, Integer::sum);
      }
    }
    return applied;
  }

  private static int applied(int id) throws SQLException {
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from op where id = " + id)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void operate(int id, boolean transaction) {
    if (transaction) {
      application.write(
          manager ->
              manager
                  .createNativeQuery("insert into op values (:id)")
                  .setParameter("id", id)
                  .executeUpdate());
    } else {
      application.onConnection(
          connection -> {
            try (PreparedStatement insert =
                connection.prepareStatement("insert into op values (?)")) {
              insert.setInt(1, id);
              return insert.executeUpdate();
            }
          });
    }
  }

  private static void armedOperation(Break when, int id, boolean transaction) {
    when.arm(transaction);
    operate(id, transaction);
  }

  @Test
  void each_change_is_made_once_at_most_and_who_cannot_know_is_told_so() throws SQLException {
    Map<Break, Integer> unknown = new EnumMap<>(Break.class);
    for (int id = 0; id < OPERATIONS; id++) {
      Break when = Break.values()[id % 3];
      boolean transaction = id / 3 % 2 == 0;
      try {
        armedOperation(when, id, transaction);
        assertThat(when).isEqualTo(Break.NEVER);
      } catch (RuntimeException e) {
        assertThat(when).as("%s: %s", id, e).isNotEqualTo(Break.NEVER);
        assertThat(causes(e)).as("%s", when).isTrue();
        unknown.merge(when, 1, Integer::sum);
      }
      assertThat(proxy.waitsToCut()).isFalse();
      application.journeys().clear();
    }
    Map<Integer, Integer> applied = applied();
    for (int id = 0; id < OPERATIONS; id++) {
      assertThat(applied.getOrDefault(id, 0))
          .as("%s", id)
          .isEqualTo(Break.values()[id % 3].applied ? 1 : 0);
    }
    System.out.printf("%d operations, unknown: %s%n", OPERATIONS, unknown);
  }

  private static boolean causes(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof CommitOutcomeUnknownException unknown) {
        assertThat(unknown.getSQLState()).isEqualTo("08007");
        assertThat(unknown.getMessage()).contains("not known", "'primary'");
        return true;
      }
    }
    return false;
  }

  /** That repeating is what must not be done, and that this test would see it. */
  @Test
  void who_repeats_blindly_applies_it_twice() throws SQLException {
    for (boolean transaction : new boolean[] {true, false}) {
      int id = transaction ? -1 : -2;
      assertThatThrownBy(() -> armedOperation(Break.AFTER, id, transaction))
          .isInstanceOf(RuntimeException.class);
      operate(id, transaction);
      assertThat(applied(id)).isEqualTo(2);
    }
  }

  @Test
  void a_refusal_at_commit_is_an_outcome() {
    assertThatThrownBy(
            () ->
                application.write(
                    manager ->
                        manager.createNativeQuery("insert into late values (1)").executeUpdate()))
        .satisfies(e -> assertThat(causes(e)).isFalse())
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
  }

  @Test
  void a_connection_that_broke_before_the_commit_is_an_outcome() throws SQLException {
    assertThatThrownBy(
            () ->
                application.write(
                    manager -> {
                      manager.createNativeQuery("insert into op values (-3)").executeUpdate();
                      proxy.cutBefore("insert into op values (-4)");
                      manager.createNativeQuery("insert into op values (-4)").executeUpdate();
                    }))
        .satisfies(e -> assertThat(causes(e)).isFalse());
    assertThat(applied(-3)).isZero();
  }

  @Test
  void nor_is_anything_unknown_of_a_transaction_that_only_read() {
    assertThatThrownBy(
            () ->
                application.write(
                    manager -> {
                      manager.createNativeQuery("select count(*) from op").getSingleResult();
                      proxy.cutBefore("COMMIT");
                    }))
        .satisfies(e -> assertThat(causes(e)).isFalse());
  }

  @Test
  void a_commit_that_waited_for_a_replica_when_its_server_ended_it_is_unknown() throws Exception {
    cluster.primary().setting("synchronous_standby_names", "nobody");
    try {
      CompletableFuture<Void> commit = CompletableFuture.runAsync(() -> operate(-5, true));
      await().until(() -> ended() > 0);
      assertThatThrownBy(commit::get)
          .isInstanceOf(ExecutionException.class)
          .satisfies(e -> assertThat(causes(e)).isTrue());
      assertThat(applied(-5)).isEqualTo(1);
    } finally {
      cluster.primary().resetSetting("synchronous_standby_names");
    }
  }

  private static int ended() throws SQLException {
    try (Connection admin = cluster.primary().adminConnection();
        Statement statement = admin.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                    + " where wait_event = 'SyncRep'")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void a_batch_that_breaks_outside_a_transaction_is_unknown_and_not_sent_again()
      throws SQLException {
    proxy.cutAfter("insert into op");
    assertThatThrownBy(
            () ->
                application.onConnection(
                    connection -> {
                      try (PreparedStatement insert =
                          connection.prepareStatement("insert into op values (?)")) {
                        insert.setInt(1, -6);
                        insert.addBatch();
                        insert.setInt(1, -7);
                        insert.addBatch();
                        return insert.executeBatch();
                      }
                    }))
        .satisfies(e -> assertThat(causes(e)).isTrue());
    assertThat(applied(-6)).isEqualTo(1);
    assertThat(applied(-7)).isEqualTo(1);
  }
}
