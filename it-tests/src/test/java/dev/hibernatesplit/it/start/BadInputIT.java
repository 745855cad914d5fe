package dev.hibernatesplit.it.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.SplitConfigurationException;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each mistake gets one clear error or warning that names key, value, rule and remedy. */
class BadInputIT {

  private static ReplicatedPostgres cluster;
  private LogLines log;

  @BeforeAll
  static void start() {
    cluster = ReplicatedPostgres.builder().replicas("r1").start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void listen() {
    log = new LogLines();
  }

  @AfterEach
  void listenNoMore() {
    log.close();
  }

  private static AbstractThrowableAssert<?, ?> startingWith(Map<String, Object> settings) {
    return assertThatThrownBy(() -> Application.start(settings).close())
        .hasRootCauseInstanceOf(Throwable.class)
        .satisfies(BadInputIT::showsNoSecret);
  }

  private static void showsNoSecret(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      assertThat(String.valueOf(cause.getMessage())).doesNotContain(cluster.password());
    }
  }

  private static Map<String, Object> settings() {
    return Application.settings(cluster);
  }

  private static Object one(EntityManager manager) {
    return manager.createNativeQuery("select 1").getSingleResult();
  }

  private static void refuses(Map<String, Object> settings, String... words) {
    startingWith(settings)
        .satisfies(thrown -> assertThat(configurationProblem(thrown)).contains(words));
  }

  private static String configurationProblem(Throwable thrown) {
    Throwable cause = thrown;
    while (!(cause instanceof SplitConfigurationException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    assertThat(cause).isInstanceOf(SplitConfigurationException.class);
    return cause.getMessage();
  }

  @Test
  void a_primary_without_a_url_is_an_error() {
    Map<String, Object> settings = settings();
    settings.remove("jakarta.persistence.jdbc.url");
    refuses(settings, "1 problem", "jakarta.persistence.jdbc.url");
  }

  @Test
  void a_target_that_does_not_exist_is_an_error_with_the_nearest_key() {
    Map<String, Object> settings = settings();
    settings.put("hibernate.split.primry.url", cluster.primary().jdbcUrl());
    refuses(settings, "hibernate.split.primry.url", "hibernate.split.primary.url");
  }

  @Test
  void two_targets_on_one_server_are_an_error() {
    Map<String, Object> settings = settings();
    settings.put("hibernate.split.replicas.twin.url", cluster.replica("r1").jdbcUrl());
    refuses(settings, "hibernate.split.replicas.twin", "r1");
  }

  @Test
  void a_negative_weight_is_an_error() {
    Map<String, Object> settings = settings();
    settings.put("hibernate.split.replicas.r1.weight", "-1");
    refuses(settings, "hibernate.split.replicas.r1.weight = '-1'");
  }

  @Test
  void an_unsupported_database_is_an_error() {
    Map<String, Object> settings = settings();
    settings.put("jakarta.persistence.jdbc.url", "jdbc:h2:mem:shop");
    refuses(settings, "jdbc:h2:mem:shop", "unsupported database", "jdbc:postgresql:");
  }

  @Test
  void a_primary_that_cannot_be_reached_is_an_error_within_seconds() {
    Map<String, Object> settings = settings();
    settings.put("jakarta.persistence.jdbc.url", "jdbc:postgresql://127.0.0.1:1/nowhere");
    refuses(settings, "127.0.0.1:1", "cannot be reached", "Start the server");
  }

  @Test
  void a_wrong_password_of_the_primary_is_an_error() {
    Map<String, Object> settings = settings();
    settings.put("jakarta.persistence.jdbc.password", "not-the-password");
    settings.put("hibernate.split.replicas.r1.password", cluster.password());
    refuses(settings, "jakarta.persistence.jdbc.user", "refused", "Correct the user or password");
  }

  @Test
  void a_primary_that_is_a_replica_is_an_error() {
    Map<String, Object> settings = settings();
    settings.put("jakarta.persistence.jdbc.url", cluster.replica("r1").jdbcUrl());
    settings.put("hibernate.split.replicas.r1.url", cluster.primary().jdbcUrl());
    refuses(settings, "in recovery", "Name the primary");
  }

  @Test
  void a_wrong_password_of_a_replica_is_a_warning_and_the_primary_serves() {
    Map<String, Object> settings = settings();
    settings.put("hibernate.split.replicas.r1.password", "not-the-password");
    try (Application application = Application.start(settings)) {
      assertThat(application.<Object>outside(BadInputIT::one)).isEqualTo(1);
      assertThat(application.journeys().last().role()).isEqualTo(TargetRole.PRIMARY);
    }
    assertThat(log.warnings())
        .singleElement()
        .asString()
        .contains("hibernate.split.replicas.r1.user or .password", "refused")
        .doesNotContain("not-the-password");
  }

  @Test
  void a_replica_that_is_a_primary_is_a_warning_and_serves_nothing() {
    try (ReplicatedPostgres other = ReplicatedPostgres.builder().replicas(0).start()) {
      warnsAbout(other.primary(), "copy of another cluster");
    }
    try (ReplicatedPostgres promoted = ReplicatedPostgres.builder().replicas("r1").start()) {
      promoted.replica("r1").promote();
      Map<String, Object> settings = Application.settings(promoted);
      try (Application application = Application.start(settings)) {
        application.outside(BadInputIT::one);
        assertThat(application.journeys().last().role()).isEqualTo(TargetRole.PRIMARY);
      }
      assertThat(log.warnings()).anyMatch(line -> line.contains("is not in recovery"));
    }
  }

  private void warnsAbout(PostgresServer stranger, String words) {
    Map<String, Object> settings = settings();
    settings.put("hibernate.split.replicas.r1.url", stranger.jdbcUrl());
    settings.put("hibernate.split.replicas.r1.user", stranger.user());
    settings.put("hibernate.split.replicas.r1.password", stranger.password());
    try (Application application = Application.start(settings)) {
      application.outside(BadInputIT::one);
      assertThat(application.journeys().last().role()).isEqualTo(TargetRole.PRIMARY);
    }
    assertThat(log.warnings()).anyMatch(line -> line.contains(words));
  }

  @Test
  void a_replica_that_is_down_at_start_is_a_warning_and_serves_once_it_is_up() {
    PostgresServer replica = cluster.replica("r1");
    replica.stop();
    try (Application application =
        Application.start(cluster, Map.of("hibernate.split.probe_interval", "100ms"))) {
      application.outside(BadInputIT::one);
      assertThat(application.journeys().last().role()).isEqualTo(TargetRole.PRIMARY);
      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("'r1'", "hibernate.split.replicas.r1", "cannot be reached");
      replica.start();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                application.outside(BadInputIT::one);
                assertThat(application.journeys().last().decision().target()).isEqualTo("r1");
              });
      assertThat(log.all()).anyMatch(line -> line.contains("'r1' serves reads"));
    } finally {
      if (!replica.running()) {
        replica.start();
      }
    }
  }
}
