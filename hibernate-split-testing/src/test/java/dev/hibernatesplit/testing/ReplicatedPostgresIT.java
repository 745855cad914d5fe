package dev.hibernatesplit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReplicatedPostgresIT {
  private static final Duration GENEROUS = Duration.ofSeconds(60);
  private static ReplicatedPostgres cluster;

  @BeforeAll
  static void start() {
    long begin = System.nanoTime();
    cluster = ReplicatedPostgres.start();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    System.out.println("Three servers up in " + took.toMillis() + " ms");
    assertThat(took).isLessThan(GENEROUS);
  }

  @AfterAll
  static void stop() {
    long begin = System.nanoTime();
    cluster.close();
    System.out.println("gone in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
  }

  @Test
  void replicas_have_what_the_primary_committed() throws SQLException {
    Sql.run(
        cluster.primary(), "create table committed (id int)", "insert into committed values (7)");
    cluster.awaitCatchUp();
    assertThat(cluster.replicas())
        .hasSize(2)
        .allSatisfy(r -> assertThat(Sql.ask(r, "select id from committed")).isEqualTo("7"));
  }

  @Test
  void replicas_are_in_recovery_and_the_primary_is_not() {
    assertThat(cluster.primary().inRecovery()).isFalse();
    assertThat(cluster.replicas()).allMatch(PostgresServer::inRecovery);
  }

  @Test
  void a_paused_replica_stays_behind_until_it_is_resumed() throws SQLException {
    PostgresServer r1 = cluster.replica("r1");
    Sql.run(cluster.primary(), "create table paused (id int)");
    cluster.awaitCatchUp();
    r1.pauseReplay();
    Sql.run(cluster.primary(), "insert into paused values (1)");
    cluster.awaitCatchUp();
    assertThat(Sql.ask(r1, "select count(*) from paused")).isEqualTo("0");
    assertThat(Sql.ask(cluster.replica("r2"), "select count(*) from paused")).isEqualTo("1");
    r1.resumeReplay();
    cluster.awaitCatchUp();
    assertThat(Sql.ask(r1, "select count(*) from paused")).isEqualTo("1");
  }

  @Test
  void a_wrong_password_is_refused() {
    assertThatThrownBy(
            () -> DriverManager.getConnection(cluster.primary().jdbcUrl(), cluster.user(), "wrong"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
  }

  @Test
  void the_user_is_no_superuser_but_owns_the_database() throws SQLException {
    try (Connection connection = cluster.primary().connection()) {
      assertThat(Sql.ask(connection, "select usesuper from pg_user where usename = current_user"))
          .isEqualTo("f");
    }
    assertThat(
            Sql.ask(
                cluster.primary(),
                "select pg_get_userbyid(datdba) from pg_database where datname = current_database()"))
        .isEqualTo(cluster.user());
  }
}
