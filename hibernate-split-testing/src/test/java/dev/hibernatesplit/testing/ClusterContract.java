package dev.hibernatesplit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What a cluster can do wherever its servers run. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ClusterContract {
  private ReplicatedPostgres cluster;
  private PostgresServer primary;
  private PostgresServer r1;
  private PostgresServer r2;

  abstract ReplicatedPostgres start();

  @BeforeEach
  void one_table() throws SQLException {
    if (cluster == null || !cluster.reset()) {
      close();
      cluster = start();
    }
    primary = cluster.primary();
    r1 = cluster.replica("r1");
    r2 = cluster.replica("r2");
    Sql.run(primary, "create table t (id int)");
    cluster.awaitCatchUp();
  }

  @AfterAll
  void close() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void replay_stops_and_replication_is_cut_where_it_is_asked_for() throws SQLException {
    r1.pauseReplay();
    r2.cutReplication();
    Sql.run(primary, "insert into t values (1)");
    cluster.awaitCatchUp();
    assertThat(rows(r1)).isEqualTo("0");
    assertThat(rows(r2)).isEqualTo("0");
    r1.resumeReplay();
    r2.restoreReplication();
    cluster.awaitCatchUp();
    assertThat(rows(r1)).isEqualTo("1");
    assertThat(rows(r2)).isEqualTo("1");
  }

  @Test
  void a_server_is_frozen_killed_stopped_and_comes_back() throws SQLException {
    int port = r1.port();
    r1.freeze();
    assertThat(r1.frozen()).isTrue();
    Sql.run(primary, "insert into t values (1)");
    cluster.awaitCatchUp();
    r1.thaw();
    cluster.awaitCatchUp();
    assertThat(rows(r1)).isEqualTo("1");
    r1.freeze();
    r1.kill();
    assertThat(r1.running()).isFalse();
    assertThatThrownBy(r1::connection).isInstanceOf(SQLException.class);
    r1.start();
    r1.stop(StopMode.IMMEDIATE);
    r1.start();
    r1.restart();
    assertThat(r1.port()).isEqualTo(port);
    assertThat(rows(r1)).isEqualTo("1");
  }

  @Test
  void a_replica_takes_over() throws SQLException {
    primary.kill();
    r1.promote();
    Sql.run(r1, "insert into t values (1)");
    r2.follow(r1);
    cluster.awaitCatchUp();
    assertThat(rows(r2)).isEqualTo("1");
  }

  @Test
  void a_replica_streams_from_a_replica_and_goes_with_it() throws SQLException {
    r2.follow(r1);
    Sql.run(primary, "insert into t values (1)");
    cluster.awaitCatchUp();
    assertThat(rows(r2)).isEqualTo("1");
    primary.kill();
    r1.promote();
    Sql.run(r1, "insert into t values (2)");
    cluster.awaitCatchUp();
    assertThat(rows(r2)).isEqualTo("2");
  }

  @Test
  void a_clone_takes_writes_beside_its_primary_on_the_same_timeline() throws SQLException {
    r1.startAsClone();
    Sql.run(r1, "insert into t values (1)");
    Sql.run(primary, "insert into t values (1), (2)");
    assertThat(rows(r1)).isEqualTo("1");
    assertThat(rows(primary)).isEqualTo("2");
    assertThat(identity(r1)).isEqualTo(identity(primary));
    assertThat(cluster.reset()).isFalse();
  }

  private static String identity(PostgresServer server) throws SQLException {
    return Sql.ask(
        server,
        "select s.system_identifier || '/' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)"
            + " from pg_control_system() s");
  }

  @Test
  void what_ran_is_told_by_each_server() throws SQLException {
    cluster.clearStatements();
    try (Connection connection = r2.connection()) {
      connection.setAutoCommit(false);
      Sql.ask(connection, "select 'ü',\n\t1");
      connection.commit();
    }
    assertThat(r2.statements())
        .extracting(RanStatement::sql)
        .containsSubsequence("BEGIN", "select 'ü',\n\t1", "COMMIT");
    assertThat(r1.statements()).isEmpty();
    assertThat(primary.statements()).isEmpty();
  }

  private static String rows(PostgresServer server) throws SQLException {
    return Sql.ask(server, "select count(*) from t");
  }
}
