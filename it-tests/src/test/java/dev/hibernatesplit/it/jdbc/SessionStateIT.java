package dev.hibernatesplit.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Pools;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** What lives in a session of the server is found again by the statements after it. */
@PostgresCluster(replicas = 1)
class SessionStateIT {

  private static final String WRITE = "insert into seen default values returning pg_backend_pid()";

  private static Application application;

  @BeforeAll
  static void start(ReplicatedPostgres cluster) throws SQLException {
    try (Connection connection = cluster.primary().connection()) {
      for (String sql :
          new String[] {
            "create table seen (id int generated always as identity)",
            "create table guarded (tenant text)",
            "insert into guarded values ('a'), ('a'), ('b')",
            "alter table guarded enable row level security",
            "alter table guarded force row level security",
            "create policy own on guarded using (tenant = current_setting('app.tenant', true))",
            "create function tenant(t text) returns text language plpgsql as"
                + " 'begin return set_config(''app.tenant'', t, false); end'",
          }) {
        run(connection, sql);
      }
    }
    cluster.awaitCatchUp();
    application = Application.start(cluster, Map.of("hibernate.hikari.registerMbeans", "true"));
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @AfterEach
  void nothingIsHeld() {
    Pools.awaitIdle();
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    }
  }

  /** Another user of the pool, who holds the connection that he got until he is told to go. */
  private static void whileAnotherHoldsOne(Transcript.Action meanwhile) {
    application.onConnection(
        other -> {
          other.setAutoCommit(false);
          ask(other, WRITE);
          meanwhile.act();
          other.rollback();
          return null;
        });
  }

  /** The control: without state nothing holds the connection, and the next one is another. */
  @Test
  void what_leaves_no_state_pins_nothing() {
    application.onConnection(
        connection -> {
          String first = ask(connection, WRITE);
          whileAnotherHoldsOne(() -> assertThat(ask(connection, WRITE)).isNotEqualTo(first));
          assertThat(Pools.active()).isZero();
          return null;
        });
  }

  @Test
  void a_lock_is_unlocked_where_it_was_taken() {
    application.onConnection(
        connection -> {
          ask(connection, "select pg_advisory_lock(7)");
          String backend = ask(connection, "select pg_backend_pid()");
          whileAnotherHoldsOne(
              () -> {
                assertThat(ask(connection, "select pg_backend_pid()")).isEqualTo(backend);
                application.onConnection(
                    third -> {
                      assertThat(ask(third, "select pg_try_advisory_lock(7)")).isEqualTo("f");
                      return null;
                    });
              });
          assertThat(ask(connection, "select pg_advisory_unlock(7)")).isEqualTo("t");
          return null;
        });
    application.onConnection(
        next -> {
          assertThat(ask(next, "select pg_try_advisory_lock(7)")).isEqualTo("t");
          assertThat(ask(next, "select pg_advisory_unlock(7)")).isEqualTo("t");
          return null;
        });
  }

  @Test
  void a_setting_is_seen_by_the_reads_after_it() {
    for (String sql :
        new String[] {
          "select set_config('app.tenant', 'a', false)",
          "set app.tenant = 'a'",
          "select tenant('a')",
        }) {
      application.onConnection(
          connection -> {
            assertThat(ask(connection, "select count(*) from guarded")).isEqualTo("0");
            run(connection, sql);
            assertThat(ask(connection, "select count(*) from guarded")).isEqualTo("2");
            connection.setAutoCommit(false);
            assertThat(ask(connection, "select count(*) from guarded")).isEqualTo("2");
            connection.commit();
            connection.setAutoCommit(true);
            whileAnotherHoldsOne(
                () -> assertThat(ask(connection, "select count(*) from guarded")).isEqualTo("2"));
            run(connection, "reset app.tenant");
            return null;
          });
    }
  }

  @Test
  void a_setting_made_in_a_transaction_outlives_it() {
    application.onConnection(
        connection -> {
          connection.setAutoCommit(false);
          ask(connection, "select set_config('app.tenant', 'b', false)");
          connection.commit();
          connection.setReadOnly(true);
          assertThat(ask(connection, "select count(*) from guarded")).isEqualTo("1");
          connection.commit();
          connection.setReadOnly(false);
          connection.setAutoCommit(true);
          assertThat(ask(connection, "select count(*) from guarded")).isEqualTo("1");
          run(connection, "reset app.tenant");
          return null;
        });
  }

  @Test
  void a_setting_of_the_transaction_is_gone_with_it() {
    application.onConnection(
        connection -> {
          connection.setAutoCommit(false);
          ask(connection, "select set_config('app.tenant', 'b', true)");
          assertThat(ask(connection, "select count(*) from guarded")).isEqualTo("1");
          connection.commit();
          assertThat(Pools.active()).isZero();
          assertThat(ask(connection, "select count(*) from guarded")).isEqualTo("0");
          connection.commit();
          return null;
        });
  }

  @Test
  void temporary_tables_prepared_statements_and_held_cursors_are_found_again() {
    application.onConnection(
        connection -> {
          run(connection, "create temporary table mine (n int)");
          run(connection, "insert into mine values (1), (2)");
          assertThat(ask(connection, "select sum(n) from mine")).isEqualTo("3");
          run(connection, "prepare seek (int) as select n * 10 from mine where n = $1");
          connection.setAutoCommit(false);
          assertThat(ask(connection, "execute seek(2)")).isEqualTo("20");
          run(connection, "declare rest cursor with hold for select n from mine order by n");
          connection.commit();
          whileAnotherHoldsOne(
              () -> assertThat(ask(connection, "fetch all from rest")).isEqualTo("1"));
          run(connection, "close rest");
          run(connection, "deallocate seek");
          run(connection, "drop table mine");
          connection.commit();
          return null;
        });
  }

  @Test
  void batches_that_set_something_pin() {
    application.onConnection(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.addBatch("set app.tenant = 'a'");
            statement.addBatch("insert into seen default values");
            statement.executeBatch();
          }
          assertThat(ask(connection, "select count(*) from guarded")).isEqualTo("2");
          run(connection, "reset app.tenant");
          return null;
        });
  }

  @Test
  void who_unwrapped_the_driver_stays_with_what_he_got() {
    application.onConnection(
        connection -> {
          int backend = connection.unwrap(PGConnection.class).getBackendPID();
          whileAnotherHoldsOne(
              () -> {
                assertThat(ask(connection, "select pg_backend_pid()"))
                    .isEqualTo(String.valueOf(backend));
                assertThat(connection.unwrap(PGConnection.class).getBackendPID())
                    .isEqualTo(backend);
              });
          return null;
        });
  }

  @Test
  void pinned_it_answers_for_the_session_it_is_in() {
    application.onConnection(
        connection -> {
          run(connection, "set search_path = pg_catalog");
          run(
              connection,
              "set session characteristics as transaction isolation level serializable");
          assertThat(connection.getSchema()).isEqualTo("pg_catalog");
          assertThat(connection.getTransactionIsolation())
              .isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
          run(connection, "reset search_path");
          run(connection, "reset default_transaction_isolation");
          return null;
        });
  }
}
