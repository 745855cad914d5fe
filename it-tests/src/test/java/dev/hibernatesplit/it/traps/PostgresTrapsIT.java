package dev.hibernatesplit.it.traps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What PostgreSQL lets look like a read, on the real cluster.
 *
 * <p>Each trap is shown to be one: the replica itself refuses the statement, or takes it and is
 * wrong.
 */
class PostgresTrapsIT {

  private static final String SCHEMA =
      """
      create sequence counter;
      create table item (id int primary key, name text);
      insert into item select g, 'item ' || g from generate_series(1, 10) g;
      create unlogged table scratch (id int);
      create view locked_items as select * from item for update;
      create view counting as select nextval('counter') as n;
      create view plain_items as select id, lower(name) as name from item;
      create function lock_items() returns setof item language sql volatile
        as 'select * from item for update';
      create function sly() returns bigint language plpgsql stable
        as 'begin return nextval(''counter''); end';
      create function twice(int) returns int language sql immutable as 'select $1 * 2';
      create table secret (id int primary key, owner text);
      alter table secret enable row level security;
      alter table secret force row level security;
      create policy own on secret using (owner = current_setting('app.user', true));
      insert into secret select 1, 'ann' from set_config('app.user', 'ann', false);
      """;

  private static ReplicatedPostgres cluster;
  private static Application application;

  @BeforeAll
  static void start() throws SQLException {
    cluster = ReplicatedPostgres.builder().replicas("r1").start();
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement()) {
      statement.execute(SCHEMA);
    }
    cluster.awaitCatchUp();
    application = Application.start(cluster);
  }

  @AfterAll
  static void stop() {
    application.close();
    cluster.close();
  }

  @BeforeEach
  void forget() {
    application.journeys().clear();
  }

  private static void runOutside(String sql) {
    application.onConnection(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** SQL ¦ why it runs on the primary. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          select nextval('counter')                                                ¦ FUNCTION
          select "nextval"('counter')                                              ¦ FUNCTION
          select U&"\\006eextval"('counter')                                       ¦ FUNCTION
          select pg_catalog . nextval ( 'counter' )                                ¦ FUNCTION
          select setval('counter', 5)                                              ¦ FUNCTION
          select /* a /* nested */ comment */ nextval('counter')                   ¦ FUNCTION
          select $a$ $$ $a$ || nextval('counter') || $b$ $a$ $b$                   ¦ FUNCTION
          select * from item for update                                            ¦ LOCKING_READ
          select * from (select * from item for share) i                           ¦ LOCKING_READ
          with i as (select * from item for no key update) select * from i         ¦ LOCKING_READ
          select * from locked_items                                               ¦ LOCKING_READ
          select * from counting                                                   ¦ FUNCTION
          select * from lock_items()                                               ¦ FUNCTION
          with d as (delete from item where false returning id) select * from d    ¦ WRITE
          insert into item values (1, 'x') on conflict do nothing                  ¦ WRITE
          explain analyze update item set name = name where false                  ¦ WRITE
          select 1; update item set name = name where false                        ¦ NOT_PROVEN_A_READ
          select * into copied from item where false; drop table copied            ¦ NOT_PROVEN_A_READ
          select * from scratch                                                    ¦ NOT_PROVEN_A_READ
          select txid_current()                                                    ¦ FUNCTION
          select pg_current_wal_insert_lsn()                                       ¦ FUNCTION
          """)
  void a_replica_refuses_it_and_the_primary_runs_it(String sql, RoutingReason reason)
      throws SQLException {
    try (Connection replica = cluster.replica("r1").connection();
        Statement statement = replica.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(SQLException.class);
    }
    runOutside(sql);
    assertThat(application.journeys().last().role()).isEqualTo(TargetRole.PRIMARY);
    assertThat(application.journeys().last().reason()).isEqualTo(reason);
  }

  /** The dangerous ones: nothing but the rules keeps them off a replica. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select pg_try_advisory_lock(7)",
        "select pg_advisory_xact_lock(7)",
        "select last_value from counter",
        "select set_config('app.user', 'ann', false)",
        "select pg_export_snapshot()",
        "select pg_current_snapshot()",
        "select pg_backend_pid()",
        "select pg_is_in_recovery()",
        "set statement_timeout = '1min'",
        "set role none",
        "deallocate all",
        "lock table item in access share mode",
        "select txid_current_if_assigned()"
      })
  void a_replica_accepts_it_and_would_be_wrong_so_the_primary_runs_it(String sql)
      throws SQLException {
    try (Connection replica = cluster.replica("r1").connection();
        Statement statement = replica.createStatement()) {
      replica.setAutoCommit(false);
      statement.execute(sql);
      replica.rollback();
    }
    application.writing(
        m ->
            m.unwrap(Session.class)
                .doReturningWork(
                    connection -> {
                      try (Statement statement = connection.createStatement()) {
                        return statement.execute(sql);
                      }
                    }));
    application.readOnly(
        m ->
            m.unwrap(Session.class)
                .doReturningWork(
                    connection -> {
                      try (Statement statement = connection.createStatement()) {
                        return statement.execute(sql);
                      }
                    }));
    assertThat(application.journeys().all())
        .allMatch(journey -> journey.role() == TargetRole.PRIMARY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select count(*) from item",
        "select * from plain_items",
        "select twice(id) from item",
        "select now(), random(), gen_random_uuid()",
        "table item",
        "values (1, 'for update')",
        "with recursive t(n) as (values (1) union all select n + 1 from t where n < 5)"
            + " select * from t",
        "select 'it''s; update item' -- for update",
        "/*+ SeqScan(item) */ select name from item where name like '%nextval(%'",
        "(select id from item limit 1) union all select 2"
      })
  void a_plain_read_leaves(String sql) {
    runOutside(sql);
    assertThat(application.journeys().last().role()).isEqualTo(TargetRole.REPLICA);
  }

  @Test
  void an_advisory_lock_and_its_unlock_reach_one_session_of_the_server() {
    String unlocked =
        application.onConnection(
            connection -> {
              ask(connection, "select pg_advisory_lock(42)");
              ask(connection, "select count(*) from item");
              try (Connection other = cluster.primary().connection()) {
                assertThat(ask(other, "select pg_try_advisory_lock(42)"))
                    .as("the lock is the primary's")
                    .isEqualTo("f");
              }
              return ask(connection, "select pg_advisory_unlock(42)");
            });
    assertThat(unlocked).isEqualTo("t");
  }

  @Test
  void a_setting_that_row_level_security_asks_for_is_there_where_the_reads_run() {
    assertThat(
            application.<String>onConnection(
                connection -> {
                  ask(connection, "select set_config('app.user', 'ann', false)");
                  return ask(connection, "select count(*) from secret");
                }))
        .isEqualTo("1");
    assertThat(application.journeys().last().reason()).isEqualTo(RoutingReason.SESSION_PINNED);
  }

  @Test
  void a_temporary_table_is_read_where_it_was_made() {
    assertThat(
            application.<String>onConnection(
                connection -> {
                  try (Statement statement = connection.createStatement()) {
                    statement.execute("create temp table heap as select 7 as n");
                  }
                  String seen = ask(connection, "select n from heap");
                  try (Statement statement = connection.createStatement()) {
                    statement.execute("drop table heap");
                  }
                  return seen;
                }))
        .isEqualTo("7");
  }

  @Test
  void a_misroute_heals_and_is_not_made_twice() {
    runOutside("select sly()");
    assertThat(application.journeys().of("sly"))
        .extracting(journey -> journey.role())
        .containsExactly(TargetRole.REPLICA, TargetRole.PRIMARY);
    assertThat(application.journeys().last().reason()).isEqualTo(RoutingReason.REPLICA_REFUSED);
    application.journeys().clear();
    runOutside("select sly()");
    assertThat(application.journeys().of("sly"))
        .singleElement()
        .extracting(journey -> journey.reason())
        .isEqualTo(RoutingReason.NOT_PROVEN_A_READ);
  }

  @Test
  void
      an_object_that_the_replica_has_not_seen_yet_is_read_on_the_primary_and_not_held_against_it() {
    cluster.replica("r1").pauseReplay();
    try {
      runOutside("create table newest as select 1 as n");
      runOutside("select n from newest");
      assertThat(application.journeys().last().reason()).isEqualTo(RoutingReason.REPLICA_REFUSED);
    } finally {
      cluster.replica("r1").resumeReplay();
    }
    cluster.awaitCatchUp();
    runOutside("select n from newest");
    assertThat(application.journeys().last().role()).isEqualTo(TargetRole.REPLICA);
  }
}
