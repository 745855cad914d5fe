package dev.hibernatesplit.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** Another server takes the writes than when a unit began. */
class PrimaryMovesTest {

  private final ReadingSession session = new ReadingSession();
  private final Connection connection = session.connection(true);

  private void write() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("update book set pages = 1");
    }
  }

  private void begin() throws SQLException {
    session.begins();
    connection.setAutoCommit(false);
  }

  @Test
  void what_was_written_on_the_old_primary_is_not_committed() throws SQLException {
    begin();
    write();
    session.primaryMoves();
    assertThatThrownBy(connection::commit)
        .isInstanceOf(SQLTransactionRollbackException.class)
        .hasMessageContaining("from 'primary' to 'r1'")
        .hasMessageContaining("nothing was committed");
    assertThat(session.primary.count("commit")).isZero();
    assertThat(session.primary.count("rollback")).isPositive();
  }

  @Test
  void without_a_move_it_is_committed() throws SQLException {
    begin();
    write();
    connection.commit();
    assertThat(session.primary.count("commit")).isEqualTo(1);
  }

  @Test
  void a_transaction_does_not_go_on_on_the_new_primary() throws SQLException {
    begin();
    write();
    session.primaryMoves();
    assertThatThrownBy(this::write).isInstanceOf(SQLTransactionRollbackException.class);
    assertThat(session.replica.count("executeUpdate")).isZero();
    connection.rollback();
    write();
    connection.commit();
    assertThat(session.replica.count("executeUpdate")).isEqualTo(1);
    assertThat(session.replica.count("commit")).isEqualTo(1);
  }

  @Test
  void what_lives_in_the_old_primarys_session_is_not_looked_for_on_the_new_one()
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_lock(1)");
    }
    session.primaryMoves();
    assertThatThrownBy(this::write).isInstanceOf(SQLTransactionRollbackException.class);
  }

  @Test
  void a_write_outside_a_transaction_goes_to_the_new_primary() throws SQLException {
    write();
    session.primaryMoves();
    write();
    assertThat(session.primary.count("executeUpdate")).isEqualTo(1);
    assertThat(session.replica.count("executeUpdate")).isEqualTo(1);
  }

  @Test
  void while_no_server_takes_writes_they_fail_at_once_and_name_the_servers() throws SQLException {
    session.primaryIsGone();
    assertThatThrownBy(this::write)
        .isInstanceOf(SQLTransientConnectionException.class)
        .hasMessageContaining("No server takes writes since")
        .hasMessageContaining("cannot be reached")
        .hasMessageContaining("r1 serves");
    assertThat(session.primary.count("getConnection")).isZero();
    session.primaryIsBack();
    write();
    assertThat(session.primary.count("executeUpdate")).isEqualTo(1);
  }

  private void primaryRefuses(Runnable meanwhile) {
    session.primary.onConnect(
        () -> {
          meanwhile.run();
          throw new PSQLException("refused", PSQLState.CONNECTION_UNABLE_TO_CONNECT);
        });
  }

  @Test
  void a_driver_whose_connection_is_refused_has_the_primary_asked_at_once() {
    List<String> suspected = new ArrayList<>();
    session.whenSuspected(suspected::add);
    primaryRefuses(() -> {});
    assertThatThrownBy(this::write).hasMessage("refused");
    assertThat(suspected).containsExactly("primary");
  }

  @Test
  void a_write_that_was_refused_while_another_took_over_goes_there() throws SQLException {
    primaryRefuses(session::primaryMoves);
    write();
    assertThat(session.replica.count("executeUpdate")).isEqualTo(1);
  }

  @Test
  void reads_go_on_while_no_server_takes_writes() throws SQLException {
    session.primaryIsGone();
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("select 1");
    }
    assertThat(session.replica.count("executeQuery")).isEqualTo(1);
  }
}
