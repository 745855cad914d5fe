package dev.hibernatesplit.it.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.SplitConfigurationException;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.testing.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A copy of a server's data that was started as a server of its own: the same system identifier,
 * the same timeline, not in recovery. It takes writes, but none of ours.
 */
class CloneIT {

  private Troupe troupe;

  @BeforeEach
  void start() throws SQLException {
    troupe = Troupe.start();
    troupe.write(1);
    troupe.cluster().awaitCatchUp();
  }

  @AfterEach
  void stop() {
    troupe.close();
  }

  /** What r1 has now, on its address, as a primary. */
  private void r1IsACloneNow() throws SQLException {
    troupe.r1().startAsClone();
    assertThat(systemIdentifier(troupe.r1())).isEqualTo(systemIdentifier(troupe.primary()));
  }

  private static String systemIdentifier(PostgresServer server) throws SQLException {
    try (Connection connection = server.connection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select system_identifier from pg_control_system()")) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void it_takes_no_writes_while_the_primary_lives_and_serves_nothing() throws SQLException {
    r1IsACloneNow();
    troupe.r1().clearStatements();
    troupe.awaitState("r1", "not in recovery");
    for (long number = 2; number <= 51; number++) {
      troupe.write(number);
      assertThat(troupe.finds(1)).isTrue();
    }
    assertThat(Servers.ran(troupe.r1())).isEmpty();
    assertThat(Troupe.entries(troupe.r1())).containsExactly(1L);
    assertThat(Troupe.entries(troupe.primary())).hasSize(51);
    assertThat(troupe.status("r1").role()).isEqualTo(TargetRole.REPLICA);
  }

  /** The control: it would take them, from whoever asked it. */
  @Test
  void it_would_take_them() throws SQLException {
    r1IsACloneNow();
    try (Connection connection = troupe.r1().connection();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("insert into Entry values (2)")).isEqualTo(1);
    }
    assertThat(Troupe.entries(troupe.r1())).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void nor_when_the_primary_is_gone_and_not_even_by_hand() throws SQLException {
    r1IsACloneNow();
    troupe.awaitState("r1", "not in recovery");
    troupe.primary().kill();
    troupe.r1().clearStatements();
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> troupe.write(2))
                    .rootCause()
                    .hasMessageContaining("No server takes writes"));
    assertThatThrownBy(() -> troupe.management().lead("r1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("timeline 1, as 'primary' is or was");
    assertThat(Servers.ran(troupe.r1())).isEmpty();
    troupe.primary().start();
    troupe.writeAtLast(3);
    assertThat(Troupe.entries(troupe.r1())).containsExactly(1L);
  }

  /** Where no setting says who is the primary, and two could be, nobody guesses. */
  @Test
  void beside_it_an_application_whose_settings_name_no_primary_does_not_start()
      throws SQLException {
    r1IsACloneNow();
    Map<String, Object> nodes = troupe.settings();
    nodes.keySet().removeIf(key -> key.contains("replicas") || key.contains("jdbc.url"));
    nodes.put("hibernate.split.nodes.a.url", troupe.primary().jdbcUrl());
    nodes.put("hibernate.split.nodes.b.url", troupe.r1().jdbcUrl());
    nodes.put("hibernate.split.nodes.c.url", troupe.r2().jdbcUrl());
    assertThatThrownBy(() -> Application.start(nodes, Entry.class).close())
        .rootCause()
        .isInstanceOf(SplitConfigurationException.class)
        .hasMessageContaining("a takes writes on timeline 1, b takes writes on timeline 1");
    troupe.r1().stop();
    try (Application roles = Application.start(nodes, Entry.class)) {
      troupe.r1().start();
      troupe.r1().clearStatements();
      for (long number = 2; number <= 21; number++) {
        long next = number;
        roles.write(manager -> manager.persist(new Entry(next)));
      }
      assertThat(Servers.ran(troupe.r1())).isEmpty();
    }
  }
}
