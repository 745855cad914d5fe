package dev.hibernatesplit.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** What it says of a replica when no connection of its pool is to be had. */
class LeaseFailureTest {

  private final ReadingSession session = new ReadingSession();
  private final Connection connection = session.connection(true);

  private void read() throws SQLException {
    connection.prepareStatement("select 1").close();
  }

  private void replicaFails(SQLException failure) {
    session.replica.onConnect(
        () -> {
          throw failure;
        });
  }

  @Test
  void nothing_if_the_connection_was_aborted_meanwhile() {
    session.replica.onConnect(() -> connection.abort(Runnable::run));
    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08003"));
    assertThat(session.replicaServes()).isTrue();
    assertThat(session.primary.count("getConnection")).isZero();
  }

  @Test
  void nothing_if_the_thread_was_interrupted_meanwhile() {
    session.replica.onConnect(
        () -> {
          Thread.currentThread().interrupt();
          throw new SQLException("Interrupted", new InterruptedException());
        });
    try {
      assertThatThrownBy(this::read).hasMessage("Interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(session.replicaServes()).isTrue();
    assertThat(session.primary.count("getConnection")).isZero();
  }

  @Test
  void nothing_if_there_was_none_free() throws SQLException {
    replicaFails(new SQLTransientConnectionException("timed out"));
    read();
    assertThat(session.replicaInFlight()).as("waited for no more").isZero();
    assertThat(session.replicaServes()).isTrue();
    assertThat(session.primary.count("prepareStatement")).isEqualTo(1);
  }

  @Test
  void nothing_if_there_was_none_free_whatever_the_pool_gives_as_the_cause() throws SQLException {
    replicaFails(new SQLException("pool error", new NoSuchElementException("Timeout waiting")));
    read();
    assertThat(session.replicaServes()).isTrue();
    assertThat(session.primary.count("prepareStatement")).isEqualTo(1);
  }

  @Test
  void that_it_is_out_if_the_driver_says_so_through_the_pool() throws SQLException {
    PSQLException refused = new PSQLException("refused", PSQLState.CONNECTION_UNABLE_TO_CONNECT);
    replicaFails(new SQLException("Cannot create", refused));
    read();
    assertThat(session.replicaServes()).isFalse();
  }

  @Test
  void that_it_is_out_if_the_pool_could_not_connect() throws SQLException {
    replicaFails(new SQLTransientConnectionException("timed out", new ConnectException()));
    read();
    assertThat(session.replicaServes()).isFalse();
    assertThat(session.primary.count("prepareStatement")).isEqualTo(1);
  }

  @Test
  void that_it_is_out_if_the_server_says_so() throws SQLException {
    for (String state : new String[] {"08001", "57P03", "53300"}) {
      session.replicaIsFit();
      replicaFails(new SQLException("no", state));
      read();
      assertThat(session.replicaServes()).as(state).isFalse();
    }
  }
}
