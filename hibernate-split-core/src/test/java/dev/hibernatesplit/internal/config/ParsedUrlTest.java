package dev.hibernatesplit.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

/** What pgjdbc says is the truth here. */
class ParsedUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://h/db",
        "jdbc:postgresql://h:5433/db",
        "jdbc:postgresql:db",
        "jdbc:postgresql:///db",
        "jdbc:postgresql://h:5432/",
        "jdbc:postgresql://[::1]:5433/db",
        "jdbc:postgresql://10.0.0.1,10.0.0.2:5433/db?targetServerType=any",
        "jdbc:postgresql://h/d%20b?user=a%40b&password=p%26w&ssl",
        "jdbc:postgresql://h/db?user=me@azure&options=-c%20search_path=a",
      })
  void what_pgjdbc_takes_is_read_alike(String url) {
    Properties truth = Driver.parseURL(url, new Properties());
    ParsedUrl parsed = Objects.requireNonNull(ParsedUrl.of(url));

    assertThat(truth).isNotNull();
    assertThat(parsed.address().servers()).isEqualTo(servers(truth));
    assertThat(parsed.address().database()).isEqualTo(truth.getProperty("PGDBNAME", ""));
    assertThat(parsed.parameters().get("user")).isEqualTo(truth.getProperty("user"));
    assertThat(parsed.parameters().get("password")).isEqualTo(truth.getProperty("password"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://h",
        "jdbc:postgresql:/",
        "jdbc:postgresql://h:port/db",
        "jdbc:postgresql://u:p@h/db",
        "jdbc:mysql://h/db",
        "JDBC:postgresql://h/db",
        "",
      })
  void what_pgjdbc_refuses_is_refused(String url) {
    assertThat(Driver.parseURL(url, new Properties())).isNull();
    assertThat(ParsedUrl.of(url)).isNull();
  }

  @Test
  void two_services_are_two_places() {
    assertThat(Address.of("jdbc:postgresql://?service=a"))
        .isNotEqualTo(Address.of("jdbc:postgresql://?service=b"));
  }

  private static String servers(Properties truth) {
    String[] hosts = truth.getProperty("PGHOST").split(",");
    String[] ports = truth.getProperty("PGPORT").split(",");
    StringBuilder servers = new StringBuilder();
    for (int i = 0; i < hosts.length; i++) {
      servers
          .append(i == 0 ? "" : ",")
          .append(hosts[i].isEmpty() ? "localhost" : hosts[i])
          .append(':')
          .append(ports[i]);
    }
    return servers.toString();
  }
}
