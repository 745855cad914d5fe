package dev.hibernatesplit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults that can be undone; each test undoes its own, and one proves that reset does too. */
@PostgresCluster(replicas = 2)
class FaultsIT {
  private static final int SEGMENT = 16 * 1024 * 1024;
  private static final int SEGMENT_HEADER = 40;

  private final ReplicatedPostgres cluster;
  private final PostgresServer primary;
  private final PostgresServer r1;
  private final PostgresServer r2;

  FaultsIT(ReplicatedPostgres cluster) {
    this.cluster = cluster;
    this.primary = cluster.primary();
    this.r1 = cluster.replica("r1");
    this.r2 = cluster.replica("r2");
  }

  @BeforeEach
  void one_table() throws SQLException {
    Sql.run(primary, "drop table if exists t", "create table t (id int)");
    cluster.awaitCatchUp();
  }

  @Test
  void a_cut_replica_gets_nothing_until_it_is_restored() throws SQLException {
    r1.cutReplication();
    Sql.run(primary, "insert into t values (1)");
    cluster.awaitCatchUp();
    assertThat(rows(r2)).isEqualTo("1");
    assertThat(rows(r1)).isEqualTo("0");
    r1.restoreReplication();
    cluster.awaitCatchUp();
    assertThat(rows(r1)).isEqualTo("1");
  }

  @Test
  void a_frozen_server_answers_nothing_and_loses_nothing() throws SQLException {
    try (Connection open = DriverManager.getConnection(r1.jdbcUrl(), impatient())) {
      r1.freeze();
      assertThat(r1.frozen()).isTrue();
      assertThatThrownBy(() -> Sql.ask(open, "select 1"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08006"));
      Sql.run(primary, "insert into t values (1)");
      cluster.awaitCatchUp();
    } finally {
      r1.thaw();
    }
    cluster.awaitCatchUp();
    assertThat(r1.frozen()).isFalse();
    assertThat(rows(r1)).isEqualTo("1");
  }

  @Test
  void a_killed_server_is_gone_and_comes_back_on_its_port() throws SQLException {
    int port = r1.port();
    r1.kill();
    assertThat(r1.running()).isFalse();
    assertThatThrownBy(r1::connection).isInstanceOf(SQLException.class);
    Sql.run(primary, "insert into t values (1)");
    cluster.awaitCatchUp();
    r1.start();
    cluster.awaitCatchUp();
    assertThat(r1.port()).isEqualTo(port);
    assertThat(rows(r1)).isEqualTo("1");
  }

  @Test
  void a_killed_primary_keeps_what_it_committed() throws SQLException {
    Sql.run(primary, "insert into t values (1)");
    primary.kill();
    primary.start();
    cluster.awaitCatchUp();
    assertThat(cluster.servers()).allSatisfy(s -> assertThat(rows(s)).isEqualTo("1"));
  }

  @Test
  void a_frozen_server_can_be_killed() throws SQLException {
    r1.freeze();
    r1.kill();
    assertThat(r1.running()).isFalse();
    assertThat(r1.frozen()).isFalse();
    r1.start();
    assertThat(rows(r1)).isEqualTo("0");
  }

  @Test
  void a_server_stops_both_ways_and_starts_again() throws SQLException {
    for (StopMode mode : StopMode.values()) {
      r2.stop(mode);
      assertThat(r2.running()).isFalse();
      r2.start();
      assertThat(rows(r2)).isEqualTo("0");
    }
    primary.restart();
    assertThat(rows(primary)).isEqualTo("0");
  }

  @Test
  void a_fast_stop_tells_open_connections_why() throws SQLException {
    try (Connection open = r2.connection()) {
      r2.stop(StopMode.FAST);
      assertThatThrownBy(() -> Sql.ask(open, "select 1"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57P01"));
    } finally {
      r2.start();
    }
  }

  @Test
  void a_setting_is_changed_and_taken_back() throws SQLException {
    r1.setting("max_standby_streaming_delay", "7s");
    assertThat(Sql.ask(r1, "show max_standby_streaming_delay")).isEqualTo("7s");
    r1.resetSetting("max_standby_streaming_delay");
    assertThat(Sql.ask(r1, "show max_standby_streaming_delay")).isEqualTo("30s");
  }

  @Test
  void positions_grow_with_writes_and_replicas_reach_them() throws SQLException {
    Lsn before = primary.position();
    Sql.run(primary, "insert into t values (1)");
    Lsn after = primary.position();
    assertThat(after).isGreaterThan(before);
    cluster.awaitCatchUp();
    assertThat(r1.position().hasReached(after)).isTrue();
  }

  @Test
  void catching_up_works_where_the_log_only_has_a_segment_header() throws SQLException {
    try (Connection admin = primary.adminConnection()) {
      Sql.run(admin, "select pg_switch_wal()");
    }
    assertThat(primary.position().value() % SEGMENT).isEqualTo(SEGMENT_HEADER);
    cluster.awaitCatchUp();
  }

  @Test
  void what_cannot_be_asked_fails_with_the_reason() {
    assertThatIllegalStateException()
        .isThrownBy(primary::pauseReplay)
        .withMessageContaining("recovery is not in progress");
    assertThatIllegalStateException()
        .isThrownBy(primary::restoreReplication)
        .withMessageContaining("never was a replica");
  }

  @Test
  void reset_undoes_faults_settings_and_data() throws SQLException {
    Sql.run(primary, "insert into t values (1)");
    r1.pauseReplay();
    r2.cutReplication();
    r2.setting("max_connections", "120");
    primary.setting("work_mem", "9MB");
    TcpProxy proxy = r1.proxy();
    r1.freeze();
    primary.kill();
    assertThat(cluster.reset()).isTrue();
    Sql.run(primary, "create table t (id int)", "insert into t values (2)");
    cluster.awaitCatchUp();
    assertThat(cluster.servers()).allSatisfy(s -> assertThat(rows(s)).isEqualTo("1"));
    assertThat(Sql.ask(primary, "show work_mem")).isEqualTo("4MB");
    assertThat(Sql.ask(r2, "show max_connections")).isEqualTo("100");
    assertThat(r1.proxy()).isNotSameAs(proxy);
  }

  private static String rows(PostgresServer server) throws SQLException {
    return Sql.ask(server, "select count(*) from t");
  }

  private Properties impatient() {
    Properties properties = new Properties();
    properties.setProperty("user", cluster.user());
    properties.setProperty("password", cluster.password());
    properties.setProperty("socketTimeout", "1");
    return properties;
  }
}
