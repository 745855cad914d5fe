package dev.hibernatesplit.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.it.Pools;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.PGStatement;

/** What only the driver's own interfaces can do, and what another thread does to a connection. */
@PostgresCluster(replicas = 1)
class DriverParityIT {

  private static Twins twins;

  @BeforeAll
  static void start(ReplicatedPostgres cluster) throws SQLException {
    twins = Twins.start(cluster);
  }

  @AfterAll
  static void stop() throws SQLException {
    twins.close();
  }

  @Test
  void rows_are_copied_in_and_out() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          PGConnection driver = connection.unwrap(PGConnection.class);
          seen.ask("wraps", () -> connection.isWrapperFor(PGConnection.class));
          seen.ask("in", () -> copyIn(driver, "name one\nname two\n"));
          seen.ask("again", () -> copyIn(driver, "name one\n"));
        });
    twins.agreeOutside(
        (connection, seen) -> {
          PGConnection driver = connection.unwrap(PGConnection.class);
          seen.ask("in", () -> copyIn(driver, "name one\n"));
          StringWriter out = new StringWriter();
          seen.ask("out", () -> copyOut(driver, out));
          seen.ask("rows", out::toString);
          try (Statement statement = connection.createStatement()) {
            seen.ask("seen", () -> statement.executeQuery("select count(*) from item"));
          }
        });
  }

  private static Object copyIn(PGConnection driver, String rows) throws SQLException {
    try {
      return driver
          .getCopyAPI()
          .copyIn(
              "copy item (name) from stdin",
              new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object copyOut(PGConnection driver, StringWriter out) throws SQLException {
    try {
      return driver.getCopyAPI().copyOut("copy item (id, name) to stdout", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void notifications_arrive_where_they_are_listened_for() throws SQLException {
    twins.agreeOutside(
        (connection, seen) -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("listen news");
          }
          PGConnection driver = connection.unwrap(PGConnection.class);
          try (Statement statement = connection.createStatement()) {
            statement.execute("notify news, 'first'");
          }
          for (PGNotification news : driver.getNotifications(5000)) {
            seen.ask(news.getName(), news::getParameter);
          }
        });
  }

  @Test
  void statements_unwrap_to_the_drivers() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          try (Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery("select 1")) {
            seen.ask("wraps", () -> statement.isWrapperFor(PGStatement.class));
            seen.ask("threshold", () -> statement.unwrap(PGStatement.class).getPrepareThreshold());
            seen.ask("rows", () -> rows.isWrapperFor(Runnable.class));
            seen.ask("nothing", () -> rows.unwrap(Runnable.class));
          }
        });
  }

  @Test
  void another_thread_cancels_a_statement() {
    twins
        .application()
        .onConnection(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                statement.cancel(); // nothing runs: nothing happens
                Thread other = once(twins::sleeps, statement::cancel);
                assertThatThrownBy(() -> statement.executeQuery("select pg_sleep(20)"))
                    .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
                join(other);
                try (ResultSet rows = statement.executeQuery("select 1")) {
                  assertThat(rows.next()).isTrue();
                }
              }
              return null;
            });
  }

  @Test
  void another_thread_aborts_a_connection_and_nothing_is_left_of_it() {
    twins
        .application()
        .onConnection(
            connection -> {
              once(twins::sleeps, () -> connection.abort(Runnable::run));
              Statement statement = connection.createStatement();
              assertThatThrownBy(() -> statement.executeQuery("select pg_sleep(5)"))
                  .isInstanceOf(SQLException.class);
              assertThat(connection.isClosed()).isTrue();
              assertThatThrownBy(() -> connection.prepareStatement("select 1"))
                  .isInstanceOf(SQLException.class);
              return null;
            });
    Pools.awaitIdle();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Does something in another thread, once it is time. */
  private static Thread once(Callable<Boolean> time, Transcript.Action action) {
    Thread thread =
        new Thread(
            () -> {
              Awaitility.await().until(time);
              try {
                action.act();
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    thread.start();
    return thread;
  }
}
