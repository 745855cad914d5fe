package dev.hibernatesplit.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.CommitOutcomeUnknownException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a change whose connection is lost. */
class OutcomeTest {

  private final RecordingDriver driver = new RecordingDriver();
  private Connection connection = ConnectionUnderTest.over(driver);

  @BeforeEach
  void anew() {
    connection = ConnectionUnderTest.over(driver);
  }

  private void writes() throws SQLException {
    connection.setAutoCommit(false);
    connection.prepareStatement("insert into author values (1)").executeUpdate();
  }

  @Test
  void a_commit_without_an_answer_is_unknown() throws SQLException {
    for (String state : new String[] {"08006", "08001", "57P01", "57P02"}) {
      anew();
      writes();
      driver.refuses("commit", state);
      assertThatThrownBy(connection::commit)
          .isInstanceOf(CommitOutcomeUnknownException.class)
          .hasMessageContaining("commit is refused")
          .hasCauseInstanceOf(SQLException.class);
    }
  }

  @Test
  void one_that_was_answered_or_never_sent_is_not() throws SQLException {
    for (String state : new String[] {"40001", "23505", "57014", "08003"}) {
      anew();
      writes();
      driver.refuses("commit", state);
      assertThatThrownBy(connection::commit)
          .isNotInstanceOf(CommitOutcomeUnknownException.class)
          .hasMessage("commit is refused");
    }
  }

  @Test
  void nor_is_one_of_a_transaction_that_only_read() throws SQLException {
    connection.setAutoCommit(false);
    connection.prepareStatement("select 1").executeQuery();
    driver.refuses("commit", "08006");
    assertThatThrownBy(connection::commit).isNotInstanceOf(CommitOutcomeUnknownException.class);
  }

  @Test
  void a_change_outside_a_transaction_is_one_with_its_commit() throws SQLException {
    driver.refuses("executeUpdate", "08006");
    assertThatThrownBy(connection.prepareStatement("insert into author values (1)")::executeUpdate)
        .isInstanceOf(CommitOutcomeUnknownException.class)
        .hasMessageContaining("insert into author");
    anew();
    connection.setAutoCommit(false);
    assertThatThrownBy(connection.prepareStatement("insert into author values (1)")::executeUpdate)
        .isNotInstanceOf(CommitOutcomeUnknownException.class);
  }

  @Test
  void nothing_is_sent_again() throws SQLException {
    driver.refuses("executeUpdate", "08006");
    assertThatThrownBy(connection.prepareStatement("insert into author values (1)")::executeUpdate)
        .isInstanceOf(SQLException.class);
    assertThat(driver.count("executeUpdate")).isEqualTo(1);
  }
}
