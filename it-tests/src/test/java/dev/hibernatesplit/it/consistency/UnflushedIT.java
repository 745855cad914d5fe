package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.ConsistencyToken;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the primary has in its log and what it has flushed are seconds apart: its log writer sleeps
 * for ten.
 */
@PostgresCluster(replicas = 2)
class UnflushedIT {

  private static final int ROUNDS = 20;
  private static final AtomicLong IDS = new AtomicLong();
  private static final String OFF = "set synchronous_commit = off";

  private final Servings servings = new Servings();
  private PostgresServer primary;
  private Connection admin;
  private Application application;

  /** Who says that commits return before they are flushed. */
  enum Way {
    SERVER("alter system " + OFF),
    ROLE("alter role %s " + OFF),
    DATABASE("alter database %s " + OFF);

    private final String sql;

    Way(String sql) {
      this.sql = sql;
    }
  }

  @BeforeEach
  void beSlow(ReplicatedPostgres cluster) throws SQLException {
    primary = cluster.primary();
    primary.setting("wal_writer_delay", "10s");
    admin = primary.adminConnection();
  }

  @AfterEach
  void stop(ReplicatedPostgres cluster) throws SQLException {
    application.close();
    run("alter role " + cluster.user() + " reset synchronous_commit");
    run("alter database " + cluster.database() + " reset synchronous_commit");
    admin.close();
    primary.resetSetting("synchronous_commit");
    primary.resetSetting("wal_writer_delay");
  }

  private void start(ReplicatedPostgres cluster) {
    Map<String, Object> settings = Application.settings(cluster);
    settings.remove("hibernate.split.consistency");
    settings.put("hibernate.split.probe_interval", "50ms");
    settings.put("hibernate.split.max_failures", "1000");
    settings.put("jakarta.persistence.schema-generation.database.action", "create");
    application = Application.start(settings, servings, Note.class);
    write(id -> note -> note.persist(new Note(id, 0)));
    cluster.awaitCatchUp();
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = admin.createStatement()) {
      statement.execute(sql);
    }
  }

  private String position(String function) throws SQLException {
    try (Statement statement = admin.createStatement();
        ResultSet row = statement.executeQuery("select " + function + "()")) {
      row.next();
      return row.getString(1);
    }
  }

  private void say(Way way, ReplicatedPostgres cluster) throws SQLException {
    run(way.sql.formatted(way == Way.ROLE ? cluster.user() : cluster.database()));
    run("select pg_reload_conf()");
    await().until(() -> asked("show synchronous_commit").equals("off"));
  }

  private String asked(String question) throws SQLException {
    try (Connection connection = primary.connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getString(1);
    }
  }

  private interface Writing {
    void with(EntityManager manager);
  }

  private long write(LongFunction<Writing> how) {
    long id = IDS.incrementAndGet();
    application.write(manager -> how.apply(id).with(manager));
    return id;
  }

  private static Writing persisting(long id) {
    return manager -> manager.persist(new Note(id, 1));
  }

  private boolean found(long id) {
    return application.<Object>outside(manager -> manager.find(Note.class, id)) != null;
  }

  /** Reads each for a while; counts what was not found, by us and by who counts what is flushed. */
  private void assertAllIsFound(LongFunction<Writing> how) throws Exception {
    int stale = 0;
    int control = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long id = write(how);
      ConsistencyToken flushed =
          Forged.at(position("pg_current_wal_flush_lsn"), application.factory());
      for (int read = 0; read < 10; read++) {
        stale += found(id) ? 0 : 1;
        control += Forged.reading(flushed, () -> found(id)) ? 0 : 1;
        Thread.sleep(2);
      }
    }
    System.out.printf("Stale %d, by what was flushed %d%n", stale, control);
    assertThat(stale).isZero();
    assertThat(control).isPositive();
  }

  @Test
  void what_is_committed_unflushed_is_found(ReplicatedPostgres cluster) throws Exception {
    say(Way.SERVER, cluster);
    start(cluster);
    assertAllIsFound(UnflushedIT::persisting);
  }

  static List<Way> ways() {
    return Boolean.getBoolean("proof") ? List.of(Way.values()) : List.of(Way.SERVER, Way.ROLE);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void also_where_that_was_said_while_it_runs(Way way, ReplicatedPostgres cluster)
      throws Exception {
    start(cluster);
    say(way, cluster);
    run(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = '"
            + cluster.user()
            + "' and application_name not like '%probe%'"); // the next connections are told
    await().ignoreExceptions().until(() -> write(UnflushedIT::persisting) > 0);
    assertAllIsFound(UnflushedIT::persisting);
  }

  @Test
  void also_where_the_session_says_it(ReplicatedPostgres cluster) throws Exception {
    start(cluster);
    assertAllIsFound(id -> saying(OFF, id));
  }

  @Test
  void also_where_the_transaction_says_it(ReplicatedPostgres cluster) throws Exception {
    start(cluster);
    assertAllIsFound(id -> saying("set local synchronous_commit = off", id));
  }

  private static Writing saying(String sql, long id) {
    return manager -> {
      manager
          .unwrap(Session.class)
          .doWork(
              connection -> {
                try (Statement statement = connection.createStatement()) {
                  statement.execute(sql);
                }
              });
      manager.persist(new Note(id, 1));
    };
  }

  /** Another transaction fills the log, and nobody flushes that. */
  @Test
  void a_commit_that_is_flushed_waits_for_nobody_elses_log(ReplicatedPostgres cluster)
      throws Exception {
    start(cluster);
    run("create table noise(text text)");
    admin.setAutoCommit(false);
    int rounds = Boolean.getBoolean("proof") ? 500 : 50;
    int byReplica = 0;
    int control = 0;
    for (int round = 0; round < rounds; round++) {
      long id = write(UnflushedIT::persisting);
      run("insert into noise select repeat('x', 100) from generate_series(1, 10)");
      ConsistencyToken inserted =
          Forged.at(position("pg_current_wal_insert_lsn"), application.factory());
      Thread.sleep(20);
      assertThat(found(id)).isTrue();
      byReplica += servings.byReplica() ? 1 : 0;
      Forged.reading(inserted, () -> found(id));
      control += servings.byReplica() ? 1 : 0;
    }
    System.out.printf(
        "After 20 ms by a replica %d of %d, by what was inserted %d%n", byReplica, rounds, control);
    assertThat(byReplica).isGreaterThan(rounds / 2);
    assertThat(control).isLessThan(rounds / 10);
  }
}
