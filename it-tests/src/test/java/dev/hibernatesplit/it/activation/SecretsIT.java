package dev.hibernatesplit.it.activation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may look at a factory's settings does not see a password of ours. */
class SecretsIT {

  private static ReplicatedPostgres cluster;

  @BeforeAll
  static void start() {
    cluster = ReplicatedPostgres.start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void no_password_is_shown_whether_the_split_is_on_or_off(String enabled) {
    Map<String, Object> settings = new HashMap<>(Application.settings(cluster));
    settings.put("hibernate.split.enabled", enabled);
    settings.put("hibernate.split.primary.password", cluster.password());
    settings.put("hibernate.split.replicas.r1.password", cluster.password());
    settings.put(
        "hibernate.split.replicas.r2.url",
        cluster.replica("r2").jdbcUrl()
            + "?user=%s&password=%s".formatted(cluster.user(), cluster.password()));
    try (Application application = Application.start(settings)) {
      Map<String, Object> shown = application.factory().getProperties();
      assertThat(shown)
          .containsKeys("hibernate.split.replicas.r1.password", "hibernate.split.replicas.r2.url");
      assertThat(shown.toString()).doesNotContain(cluster.password());
      assertThat(ours(application.sessionFactory().getProperties()).toString())
          .doesNotContain(cluster.password());
      assertThat(ours(serviceSettings(application)).toString()).doesNotContain(cluster.password());
    }
  }

  private static Map<String, Object> serviceSettings(Application application) {
    return application
        .sessionFactory()
        .unwrap(SessionFactoryImplementor.class)
        .getServiceRegistry()
        .requireService(ConfigurationService.class)
        .getSettings();
  }

  /** Hibernate masks its own in public, and keeps them for itself. */
  private static Map<String, Object> ours(Map<String, Object> settings) {
    Map<String, Object> ours = new HashMap<>(settings);
    ours.keySet().removeIf(key -> !key.startsWith("hibernate.split."));
    assertThat(ours).isNotEmpty();
    return ours;
  }
}
