package dev.hibernatesplit.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was asked of a connection while it holds a lease. */
class AskedStateTest {

  private final ReadingSession session = new ReadingSession();
  private final Connection connection = session.connection(true);

  private List<Object> executed() {
    return session.primary.calls().stream()
        .filter(call -> call.method().startsWith("execute["))
        .map(call -> call.arguments().get(0))
        .toList();
  }

  @Test
  void writes_are_refused_only_as_long_as_it_is_read_only() throws SQLException {
    connection.setReadOnly(true);
    connection.createStatement().execute("select f()");
    assertThat(executed()).containsExactly("set default_transaction_read_only = on", "select f()");
    connection.setReadOnly(false);
    assertThat(executed()).last().isEqualTo("reset default_transaction_read_only");
    connection.setReadOnly(true);
    connection.createStatement().execute("select f()");
    assertThat(executed()).endsWith("set default_transaction_read_only = on", "select f()");
  }

  @Test
  void what_a_lease_refuses_was_not_asked_for() throws SQLException {
    connection.prepareStatement("select name from author for update");
    for (String method : List.of("setReadOnly", "setTransactionIsolation", "setAutoCommit")) {
      session.primary.refuses(method);
    }
    assertThatThrownBy(() -> connection.setReadOnly(true)).hasMessage("setReadOnly is refused");
    assertThat(connection.isReadOnly()).isFalse();
    assertThatThrownBy(
            () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE))
        .hasMessage("setTransactionIsolation is refused");
    assertThat(connection.getTransactionIsolation())
        .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    assertThatThrownBy(() -> connection.setAutoCommit(false))
        .hasMessage("setAutoCommit is refused");
    assertThat(connection.getAutoCommit()).isTrue();
  }
}
