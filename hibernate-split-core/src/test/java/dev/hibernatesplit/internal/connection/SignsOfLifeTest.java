package dev.hibernatesplit.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What shows that a server does what it is asked? */
class SignsOfLifeTest {

  private final ReadingSession session = new ReadingSession();
  private final Connection connection = session.connection(true);

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void each_statement_that_it_has_run() throws SQLException {
    run("update book set pages = 1");
    run("update book set pages = 2");
    run("select 1");
    assertThat(session.signsOfLife("primary")).isEqualTo(2);
    assertThat(session.signsOfLife("r1")).isEqualTo(1);
  }

  @Test
  void none_that_failed() {
    session.primary.refuses("execute", "08006");
    assertThatThrownBy(() -> run("update book set pages = 1")).isInstanceOf(SQLException.class);
    assertThat(session.signsOfLife("primary")).isZero();
  }

  @Test
  void none_that_was_only_prepared() throws SQLException {
    connection.prepareStatement("update book set pages = 1").close();
    assertThat(session.signsOfLife("primary")).isZero();
  }

  @Test
  void no_empty_batch_of_which_it_does_not_hear() throws SQLException {
    session.primary.answersEmptyBatches();
    try (PreparedStatement batch = connection.prepareStatement("update book set pages = 1")) {
      assertThat(batch.executeBatch()).isEmpty();
    }
    assertThat(session.signsOfLife("primary")).isZero();
  }

  @Test
  void a_commit_that_wrote_but_none_of_which_it_need_not_hear() throws SQLException {
    session.begins();
    connection.setAutoCommit(false);
    run("update book set pages = 1");
    connection.commit();
    assertThat(session.signsOfLife("primary")).isEqualTo(2);
    run("select pages from book for update");
    connection.commit();
    assertThat(session.signsOfLife("primary")).isEqualTo(3);
  }
}
