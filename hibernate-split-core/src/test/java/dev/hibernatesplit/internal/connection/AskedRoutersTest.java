package dev.hibernatesplit.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.internal.routing.QueryWishes;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.spi.Query;
import dev.hibernatesplit.spi.QueryRouter;
import dev.hibernatesplit.spi.StatementInfo;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Routers of the application, and the reads that wait for their parameters. */
class AskedRoutersTest {

  private final ReadingSession session = new ReadingSession();
  private final List<List<@Nullable Object>> asked = new ArrayList<>();
  private final Connection connection = session.asking(this::route);

  private @Nullable String route(Query query) {
    asked.add(query.parameters());
    return query.parameters().contains("current") ? QueryRouter.PRIMARY : null;
  }

  private PreparedStatement prepared() throws SQLException {
    return connection.prepareStatement("select a from b where c = ? and d = ?");
  }

  private PreparedStatement bound() throws SQLException {
    PreparedStatement read = prepared();
    read.setString(1, "x");
    read.setInt(2, 7);
    return read;
  }

  @Test
  void it_sees_what_was_bound_once_a_run() throws SQLException {
    PreparedStatement read = bound();
    assertThat(session.replica.count("getConnection")).as("nothing is leased so far").isZero();
    read.executeQuery();
    read.setNull(1, Types.VARCHAR);
    read.executeQuery();

    assertThat(asked).containsExactly(List.of("x", 7), Arrays.asList(null, 7));
    assertThat(session.replica.count("executeQuery")).isEqualTo(2);
    assertThat(session.replica.count("setInt")).isEqualTo(2);
    assertThat(session.primary.count("getConnection")).isZero();
  }

  @Test
  void each_run_goes_where_its_parameters_lead() throws SQLException {
    PreparedStatement read = bound();
    read.executeQuery();
    read.setString(1, "current");
    read.executeQuery();
    read.setString(1, "x");
    read.executeQuery();
    read.close();
    connection.close();

    assertThat(session.replica.count("executeQuery")).isEqualTo(2);
    assertThat(session.primary.count("executeQuery")).isEqualTo(1);
    for (RecordingDriver server : List.of(session.primary, session.replica)) {
      assertThat(server.count("getConnection")).isEqualTo(1);
      assertThat(server.count("close")).isEqualTo(1 + server.count("prepareStatement"));
    }
  }

  @Test
  void what_was_set_before_the_run_holds_in_it() throws SQLException {
    PreparedStatement read = bound();
    read.setFetchSize(50);
    read.setQueryTimeout(5);
    read.executeQuery();

    assertThat(session.replica.count("setFetchSize")).isEqualTo(1);
    assertThat(session.replica.count("setQueryTimeout")).isEqualTo(1);
  }

  @Test
  void a_stream_is_handed_to_the_server_only_and_only_once() throws SQLException {
    PreparedStatement read = prepared();
    read.setCharacterStream(1, new StringReader("long"));
    read.setInt(2, 7);
    read.executeQuery();
    assertThat(asked).containsExactly(Arrays.asList(null, 7));
    assertThat(session.replica.count("setCharacterStream")).isEqualTo(1);
    assertThat(session.replica.count("setInt")).isEqualTo(1);

    read.executeQuery();
    read.setInt(2, 8);
    read.executeQuery();
    assertThat(asked).as("from then on it stays where it stands").hasSize(1);
    assertThat(session.replica.count("executeQuery")).isEqualTo(3);
    assertThat(session.replica.count("setCharacterStream")).isEqualTo(1);
    assertThat(session.replica.count("setInt")).isEqualTo(2);
  }

  @Test
  void what_the_driver_would_refuse_is_refused_at_once() throws SQLException {
    PreparedStatement read = prepared();

    assertThatThrownBy(() -> read.setMaxRows(-1)).hasMessageContaining("must not be negative");
    assertThatThrownBy(() -> read.setFetchSize(-1)).hasMessageContaining("must not be negative");
  }

  @Test
  void one_that_is_asked_about_before_it_runs_stands_somewhere_for_it() throws SQLException {
    PreparedStatement read = bound();
    read.getParameterMetaData();
    read.executeQuery();

    assertThat(asked).containsExactly(List.of(), List.of("x", 7));
    assertThat(session.replica.count("setInt")).isEqualTo(1);
  }

  @Test
  void what_is_cleared_is_not_bound() throws SQLException {
    PreparedStatement read = bound();
    read.clearParameters();
    read.executeQuery();

    assertThat(asked).containsExactly(List.of());
    assertThat(session.replica.count("setInt")).isZero();
  }

  @Test
  void a_batch_stays_where_it_began() throws SQLException {
    PreparedStatement read = bound();
    read.addBatch();
    read.setInt(2, 8);
    read.addBatch();
    read.executeBatch();

    assertThat(asked).hasSize(1);
    assertThat(session.replica.count("addBatch")).isEqualTo(2);
    assertThat(session.replica.count("setInt")).isEqualTo(2);
  }

  @Test
  void an_index_that_no_parameter_can_have_is_refused_at_once() throws SQLException {
    PreparedStatement read = prepared();

    assertThatThrownBy(() -> read.setInt(0, 1))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("from 1 to 65535");
  }

  @Test
  void it_is_asked_about_no_write_and_no_read_of_a_writing_transaction() throws SQLException {
    connection.prepareStatement("update b set a = 1").executeUpdate();
    connection.prepareStatement("select a from b for update").executeQuery();
    connection.setAutoCommit(false);
    bound().executeQuery();

    assertThat(asked).isEmpty();
    assertThat(session.primary.count("executeQuery")).isEqualTo(2);
  }

  @Test
  void it_is_asked_once_where_servers_are_tried_in_turn() throws SQLException {
    QueryWishes wishes =
        new QueryAdvice(List.of(this::route), QueryWishes.NONE).wishes(() -> List.of("x"));
    StatementInfo read = new Classifier().classify("select 1");
    UnitOfWork unit = connection.unwrap(SplitConnection.class).unit;

    assertThat(wishes.of(read, unit)).isNull();
    assertThat(wishes.of(read, unit)).isNull();
    assertThat(asked).hasSize(1);
  }

  @Test
  void the_primary_serves_where_no_replica_can_be_had() throws SQLException {
    session.replica.refuses("getConnection", "08001");
    bound().executeQuery();

    assertThat(session.primary.count("executeQuery")).isEqualTo(1);
    assertThat(session.primary.count("setInt")).isEqualTo(1);
  }

  @Test
  void the_first_that_does_not_abstain_is_followed() throws SQLException {
    Connection two = session.asking(query -> null, query -> "primary", query -> "r1");
    two.prepareStatement("select 1").executeQuery();
    Connection any = session.asking(query -> "any", query -> "primary");
    any.prepareStatement("select 1").executeQuery();

    assertThat(session.primary.count("executeQuery")).isEqualTo(1);
    assertThat(session.replica.count("executeQuery")).isEqualTo(1);
  }

  @Test
  void what_it_throws_reaches_the_application_and_nothing_runs() throws SQLException {
    Connection failing =
        session.asking(
            query -> {
              throw new IllegalStateException("no idea");
            });
    PreparedStatement read = failing.prepareStatement("select 1");

    assertThatThrownBy(read::executeQuery)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no idea");
    read.close();
    assertThat(session.replica.count("getConnection")).isZero();
    assertThat(session.primary.count("getConnection")).isZero();
  }

  @Test
  void an_answer_that_names_no_target_says_who_gave_it() throws SQLException {
    PreparedStatement read = session.asking(query -> "nowhere").prepareStatement("select 1");

    assertThatThrownBy(read::executeQuery)
        .isInstanceOf(UnknownTargetException.class)
        .hasMessageContaining("AskedRoutersTest")
        .hasMessageContaining("'nowhere'")
        .hasMessageContaining("The targets are: primary, r1.");
  }

  @Test
  void an_array_for_a_waiting_read_needs_no_primary() throws SQLException {
    PreparedStatement read = prepared();
    read.setArray(1, connection.createArrayOf("int8", new Object[] {1L}));
    read.executeQuery();

    assertThat(session.primary.count("getConnection")).isZero();
    assertThat(session.replica.count("createArrayOf")).isEqualTo(1);
  }

  @Test
  void without_routers_a_read_is_placed_when_it_is_prepared() throws SQLException {
    session.connection(true).prepareStatement("select a from b where c = ?");

    assertThat(session.replica.count("prepareStatement")).isEqualTo(1);
  }
}
