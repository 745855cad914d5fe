package dev.hibernatesplit.testing.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a replica sees of the primary's commits, and when. */
class LagTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private SimulatedPostgres postgres = SimulatedPostgres.start(2);

  @BeforeEach
  void create() throws SQLException {
    Jdbc.run(postgres, "primary", "create table a (x int)", "create table b (x int)");
  }

  @AfterEach
  void close() {
    postgres.close();
  }

  private void insert(int value) throws SQLException {
    Jdbc.run(postgres, "primary", "insert into a values (" + value + ")");
  }

  private List<Object> on(String server) throws SQLException {
    return Jdbc.column(postgres, server, "select x from a order by x");
  }

  @Test
  void without_a_lag_a_commit_is_visible_at_once() throws SQLException {
    insert(1);

    assertThat(on("r1")).containsExactly(1);
  }

  @Test
  void each_commit_becomes_visible_when_its_own_lag_has_passed() throws SQLException {
    postgres.lag("r1", SECOND.multipliedBy(3));
    insert(1);
    postgres.pass(SECOND);
    insert(2);
    postgres.pass(SECOND);
    assertThat(on("r1")).isEmpty();

    postgres.pass(SECOND);
    assertThat(on("r1")).containsExactly(1);
    postgres.pass(SECOND);
    assertThat(on("r1")).containsExactly(1, 2);
  }

  @Test
  void replicas_lag_each_for_itself() throws SQLException {
    postgres.lag("r1", SECOND);
    insert(1);

    assertThat(on("r1")).isEmpty();
    assertThat(on("r2")).containsExactly(1);
  }

  @Test
  void a_transaction_becomes_visible_as_a_whole() throws SQLException {
    try (Connection connection = postgres.dataSource("primary").getConnection()) {
      connection.setAutoCommit(false);
      Jdbc.run(connection, "insert into a values (1)", "insert into b values (1)");
      insert(2);
      assertThat(on("r1")).containsExactly(2);
      connection.commit();
    }

    assertThat(on("r1")).containsExactly(1, 2);
    assertThat(Jdbc.column(postgres, "r1", "select x from b")).containsExactly(1);
  }

  @Test
  void replay_can_be_paused() throws SQLException {
    postgres.pauseReplay("r1");
    insert(1);
    postgres.pass(SECOND);
    assertThat(on("r1")).isEmpty();

    postgres.resumeReplay("r1");
    assertThat(on("r1")).containsExactly(1);
  }

  @Test
  void what_was_visible_stays_visible_when_the_lag_grows() throws SQLException {
    insert(1);
    postgres.lag("r1", SECOND);

    assertThat(on("r1")).containsExactly(1);
  }

  @Test
  void a_repeatable_read_keeps_what_it_saw_first() throws SQLException {
    insert(1);
    try (Connection connection = postgres.dataSource("r1").getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      assertThat(Jdbc.column(connection, "select x from a")).containsExactly(1);
      insert(2);
      insert(3);

      assertThat(Jdbc.column(connection, "select x from a")).containsExactly(1);
      connection.commit();
      assertThat(Jdbc.column(connection, "select x from a")).containsExactly(1, 2, 3);
    }
  }

  @Test
  void a_change_of_the_schema_is_everywhere_at_once() throws SQLException {
    postgres.pauseReplay("r1");
    insert(1);
    Jdbc.run(postgres, "primary", "alter table a add y int default 7");

    assertThat(Jdbc.column(postgres, "r1", "select y from a")).containsExactly(7);
  }

  @Test
  void wrong_durations_and_names_are_told() {
    assertThatThrownBy(() -> postgres.lag("r1", SECOND.negated()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A lag is not negative: PT-1S");
    assertThatThrownBy(() -> postgres.pass(SECOND.negated()))
        .hasMessage("Time does not go back: PT-1S");
    assertThatThrownBy(() -> postgres.pauseReplay("primary"))
        .hasMessage("'primary' is no replica: it takes the writes");
    assertThatThrownBy(() -> postgres.fail("r3"))
        .hasMessage("No server 'r3' among [primary, r1, r2]");
  }
}
