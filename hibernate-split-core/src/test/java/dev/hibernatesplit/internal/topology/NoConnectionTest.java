package dev.hibernatesplit.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.NoSuchElementException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** What pools of others say when there is no connection. */
class NoConnectionTest {

  private final IdleDriver driver = new IdleDriver();

  @BeforeEach
  void register() throws SQLException {
    DriverManager.registerDriver(driver);
  }

  @AfterEach
  void deregister() throws SQLException {
    DriverManager.deregisterDriver(driver);
  }

  /** Where nobody listens. */
  private static String nowhere() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return "jdbc:postgresql://localhost:" + socket.getLocalPort() + "/shop?user=shop";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SQLException failure(DataSource pool) {
    return catchThrowableOfType(SQLException.class, () -> pool.getConnection().close());
  }

  private static void close(DataSource pool) throws Exception {
    if (pool instanceof AutoCloseable closeable) {
      closeable.close();
    } else {
      ((org.apache.tomcat.jdbc.pool.DataSource) pool).close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void that_a_server_refuses_is_told_through_each_pool(Pool pool) throws Exception {
    DataSource refused = pool.to(nowhere());
    SQLException failure = failure(refused);
    assertThat(NoConnection.serverWasAsked(failure)).as(failure.toString()).isTrue();
    assertThat(NoConnection.state(failure)).isEqualTo("08001");
    close(refused);
  }

  @ParameterizedTest
  @EnumSource
  void that_all_are_in_use_is_no_word_of_the_server(Pool pool) throws Exception {
    DataSource busy = pool.to(IdleDriver.URL);
    try (Connection inUse = busy.getConnection()) {
      assertThat(inUse).isNotNull();
      SQLException failure = failure(busy);
      assertThat(NoConnection.serverWasAsked(failure)).as(failure.toString()).isFalse();
    }
    close(busy);
  }

  @Test
  void without_a_pool_the_driver_tells() {
    PGSimpleDataSource none = new PGSimpleDataSource();
    none.setUrl(nowhere());
    assertThat(NoConnection.serverWasAsked(failure(none))).isTrue();
  }

  @Test
  void what_the_driver_says_of_other_things_than_the_connection_does_not_count() {
    assertThat(NoConnection.serverWasAsked(new PSQLException("", PSQLState.UNIQUE_VIOLATION)))
        .isFalse();
    assertThat(NoConnection.serverWasAsked(new PSQLException("", PSQLState.CONNECTION_FAILURE)))
        .isTrue();
  }

  @Test
  void a_pools_own_words_do_not_count_whatever_state_it_gives_them() {
    assertThat(NoConnection.serverWasAsked(new SQLTransientConnectionException("busy", "08001")))
        .isFalse();
    assertThat(NoConnection.serverWasAsked(new SQLException("busy", new NoSuchElementException())))
        .isFalse();
  }

  @Test
  void the_first_state_that_is_told_counts() {
    SQLException login = new PSQLException("no", PSQLState.INVALID_PASSWORD);
    assertThat(NoConnection.state(new SQLException("Cannot create", login))).isEqualTo("28P01");
    assertThat(NoConnection.state(new SQLException("Cannot create"))).isEmpty();
  }

  @Test
  void causes_that_go_round_in_circles_end() {
    SQLException one = new SQLException("one");
    one.initCause(new SQLException("other", one));
    assertThat(NoConnection.serverWasAsked(one)).isFalse();
    assertThat(NoConnection.state(one)).isEmpty();
  }
}
