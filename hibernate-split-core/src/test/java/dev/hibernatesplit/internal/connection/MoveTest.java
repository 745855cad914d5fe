package dev.hibernatesplit.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A prepared read that must run elsewhere than it was prepared. */
class MoveTest {

  private final ReadingSession session = new ReadingSession();
  private final Connection connection = session.connection(true);

  private PreparedStatement prepared() throws SQLException {
    PreparedStatement read = connection.prepareStatement("select ?::text");
    assertThat(session.replica.count("prepareStatement")).isEqualTo(1);
    return read;
  }

  @Test
  void it_moves_with_the_values_that_were_bound_last() throws SQLException {
    PreparedStatement read = prepared();
    read.setCharacterStream(1, new StringReader("old"));
    read.setString(1, "new");
    connection.setAutoCommit(false);
    read.executeQuery();
    assertThat(session.primary.count("setString")).isEqualTo(1);
    assertThat(session.primary.count("executeQuery")).isEqualTo(1);
  }

  @Test
  void it_does_not_run_with_a_value_from_before_a_stream() throws SQLException {
    PreparedStatement read = prepared();
    read.setString(1, "old");
    read.setCharacterStream(1, new StringReader("new"));
    connection.setAutoCommit(false);
    assertThatThrownBy(read::executeQuery)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("stream")
        .hasMessageContaining("select ?::text")
        .hasMessageContaining("Prepare it anew");
    assertThat(session.primary.count("setString")).isZero();
    assertThat(session.primary.count("executeQuery")).isZero();
    read.close();
    connection.close();
    assertThat(session.primary.count("getConnection")).isEqualTo(session.primary.count("close"));
  }

  @Test
  void nothing_is_leased_for_one_that_found_no_server() throws SQLException {
    PreparedStatement read = prepared();
    session.replica.refuses("executeQuery", "57P01");
    session.primary.refuses("getConnection");
    assertThatThrownBy(read::executeQuery).isInstanceOf(SQLException.class);
    assertThatThrownBy(read::getMaxRows)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("on no connection");
    assertThat(session.primary.count("getConnection")).isEqualTo(1);
  }

  @Test
  void a_transaction_that_only_the_session_knows_of_takes_it_along() throws SQLException {
    PreparedStatement read =
        session.connection(false).prepareStatement("select name from author where id = ?");
    assertThat(session.replica.count("prepareStatement")).isEqualTo(1);
    session.begins();
    read.executeQuery();
    assertThat(session.primary.count("executeQuery")).isEqualTo(1);
  }
}
