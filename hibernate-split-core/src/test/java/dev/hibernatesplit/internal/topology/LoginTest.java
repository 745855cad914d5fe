package dev.hibernatesplit.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginTest {

  private static final String URL = "jdbc:postgresql://db-1:5432/shop";

  private static Properties asked(Map<String, String> properties) {
    Properties asked = new Properties();
    asked.putAll(properties);
    return asked;
  }

  @ParameterizedTest
  @CsvSource({"250, 5", "1000, 5", "9000, 9", "30000, 30"})
  void no_answer_is_waited_for_longer_than_a_connection_or_five_seconds(
      long connectionTimeout, String seconds) {
    Login login = Login.of(URL, asked(Map.of("ApplicationName", "shop")), connectionTimeout);
    assertThat(login.bounded()).isTrue();
    assertThat(login.properties())
        .isEqualTo(Map.of("ApplicationName", "shop", "socketTimeout", seconds));
  }

  @ParameterizedTest
  @CsvSource({"socketTimeout, 60", "loginTimeout, 0"})
  void who_says_how_long_is_left_alone(String name, String value) {
    Properties asked = asked(Map.of(name, value));
    assertThat(Login.of(URL, asked, 1000)).isEqualTo(new Login(asked, false));
    String url = URL + "?ssl=true&" + name + "=" + value;
    assertThat(Login.of(url, new Properties(), 1000)).isEqualTo(new Login(new Properties(), false));
  }

  @Test
  void so_is_another_driver() {
    assertThat(Login.of("jdbc:otel:postgresql://db-1/shop", new Properties(), 1000).bounded())
        .isFalse();
  }
}
