package dev.hibernatesplit.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What was taken from the pool goes back, whenever the end comes. */
class EndTest {

  private final RecordingDriver driver = new RecordingDriver();
  private final Connection connection = ConnectionUnderTest.over(driver);

  private long count(String method) {
    return driver.calls().stream().filter(call -> call.method().startsWith(method + "[")).count();
  }

  @Test
  void aborted_while_it_takes_a_connection_it_keeps_none() {
    driver.onConnect(() -> connection.abort(Runnable::run));
    assertThatThrownBy(() -> connection.prepareStatement("select f()"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08003"));
    assertThat(count("getConnection")).isEqualTo(1);
    assertThat(count("close")).isEqualTo(1);
  }

  @Test
  void aborted_it_ends_what_it_holds() throws SQLException {
    connection.prepareStatement("select f()");
    connection.abort(Runnable::run);
    connection.close();
    assertThat(count("abort")).isPositive();
    assertThat(connection.isClosed()).isTrue();
    assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
  }

  @Test
  void what_cannot_be_brought_to_the_state_asked_for_is_thrown_away() throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    driver.refuses("setTransactionIsolation");
    assertThatThrownBy(() -> connection.prepareStatement("select f()"))
        .isInstanceOf(SQLException.class);
    assertThat(count("abort")).isEqualTo(1);
  }

  @Test
  void what_cannot_be_restored_is_thrown_away() throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    Statement statement = connection.prepareStatement("insert into t values (1)");
    driver.refuses("setTransactionIsolation");
    statement.close();
    assertThat(count("abort")).isEqualTo(1);
  }

  @Test
  void a_statement_that_cannot_be_made_leaves_no_connection_behind() {
    driver.refuses("prepareStatement");
    assertThatThrownBy(() -> connection.prepareStatement("insert into t values (1)"))
        .isInstanceOf(SQLException.class);
    assertThat(count("getConnection")).isEqualTo(1);
    assertThat(count("close")).isEqualTo(1);
  }

  @Test
  void a_failed_commit_ends_the_transaction() throws SQLException {
    connection.setAutoCommit(false);
    connection.prepareStatement("insert into t values (1)").close();
    assertThat(count("close")).isEqualTo(1); // the statement's alone
    driver.refuses("commit");
    assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
    assertThat(count("close")).isEqualTo(2);
  }

  @Test
  void a_switch_in_the_middle_of_a_transaction_does_not_end_it() throws SQLException {
    connection.setSchema("other");
    connection.setAutoCommit(false);
    connection.prepareStatement("insert into t values (1)");
    long before = count("setAutoCommit");
    connection.setSchema("another");
    connection.setHoldability(1);
    connection.setNetworkTimeout(Runnable::run, 1);
    assertThat(count("setAutoCommit")).isEqualTo(before);
    assertThat(count("commit")).isZero();
  }
}
