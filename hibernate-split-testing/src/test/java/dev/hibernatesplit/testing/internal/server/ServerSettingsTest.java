package dev.hibernatesplit.testing.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerSettingsTest {
  @Test
  void quotes_in_values_are_doubled() {
    assertThat(ServerSettings.lines(Map.of("a", "it's"))).isEqualTo("a = 'it''s'\n");
  }

  @Test
  void what_the_user_asks_for_wins() {
    assertThat(ServerSettings.of(spec(Map.of("fsync", "on"), true))).containsEntry("fsync", "on");
  }

  @Test
  void statements_are_logged_only_if_wanted() {
    assertThat(ServerSettings.of(spec(Map.of(), true))).containsEntry("log_statement", "all");
    assertThat(ServerSettings.of(spec(Map.of(), false))).containsEntry("log_statement", "none");
  }

  @Test
  void a_login_does_not_print_its_password() {
    assertThat(new Login("app", "secret")).hasToString("app");
  }

  private static ClusterSpec spec(Map<String, String> settings, boolean log) {
    Login login = new Login("app", "secret");
    return new ClusterSpec("app", login, login, settings, log);
  }
}
