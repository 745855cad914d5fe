package dev.hibernatesplit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.testing.TcpProxy.Direction;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@PostgresCluster(replicas = 1)
class TcpProxyIT {
  private final PostgresServer primary;
  private final TcpProxy proxy;

  TcpProxyIT(ReplicatedPostgres cluster) {
    this.primary = cluster.primary();
    this.proxy = primary.proxy();
  }

  @Test
  void an_autocommit_statement_is_one_round_trip() throws SQLException {
    try (Connection connection = connect()) {
      long before = proxy.roundTrips();
      long queries = proxy.queries();
      Sql.ask(connection, "select 1");
      assertThat(proxy.roundTrips() - before).isEqualTo(1);
      assertThat(proxy.queries() - queries).isEqualTo(1);
    }
  }

  @Test
  void a_transaction_with_one_statement_is_two_round_trips() throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      long before = proxy.roundTrips();
      Sql.ask(connection, "select 1");
      connection.commit();
      assertThat(proxy.roundTrips() - before).isEqualTo(2);
    }
  }

  @Test
  void a_reset_connection_fails_as_a_broken_one() throws SQLException {
    try (Connection connection = connect()) {
      proxy.resetAll();
      assertThatThrownBy(() -> Sql.ask(connection, "select 1"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08006"));
    }
  }

  @Test
  void a_commit_can_arrive_while_its_answer_is_lost() throws SQLException {
    Sql.run(primary, "create table lost_answer (id int)");
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      Sql.run(connection, "insert into lost_answer values (1)");
      proxy.swallow(Direction.TO_CLIENT);
      Thread cut = new Thread(() -> resetOnceCommitted());
      cut.start();
      assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
    } finally {
      proxy.pass();
    }
    assertThat(Sql.ask(primary, "select count(*) from lost_answer")).isEqualTo("1");
  }

  private void resetOnceCommitted() {
    Awaitility.await()
        .until(() -> Sql.ask(primary, "select count(*) from lost_answer").equals("1"));
    proxy.resetAll();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(primary.jdbcUrl(proxy), primary.user(), primary.password());
  }
}
