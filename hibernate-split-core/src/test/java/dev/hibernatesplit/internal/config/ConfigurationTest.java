package dev.hibernatesplit.internal.config;

import static dev.hibernatesplit.internal.config.Asked.only;
import static dev.hibernatesplit.internal.config.Asked.read;
import static dev.hibernatesplit.internal.config.Asked.usual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.SplitSettings;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

  @Test
  void one_replica_url_is_enough() {
    Configuration configuration = read(usual());

    assertThat(configuration.primary().name()).isEqualTo("primary");
    assertThat(configuration.primary().source())
        .isEqualTo(new Source.Url(Asked.PRIMARY_URL, "app", new Secret("pw-primary"), null));
    assertThat(configuration.replicas())
        .extracting(TargetConfiguration::name)
        .containsExactly("r1");
    assertThat(configuration.replicas().get(0).source())
        .isEqualTo(new Source.Url(Asked.REPLICA_URL, "app", new Secret("pw-primary"), null));
  }

  @Test
  void what_nobody_says_is_the_default() {
    Configuration configuration = read(usual());

    assertThat(configuration.replicas().get(0).weight()).isEqualTo(1);
    assertThat(configuration.transactions())
        .isEqualTo(new TransactionConfiguration(TransactionReads.PRIMARY, true));
    assertThat(configuration.staleWrite()).isEqualTo(StaleWrite.VERIFY);
    assertThat(configuration.readOnlyFunctions()).isEmpty();
    assertThat(configuration.catalog())
        .isEqualTo(new CatalogConfiguration(true, Duration.ofMinutes(5)));
    assertThat(configuration.probes())
        .isEqualTo(
            new ProbeConfiguration(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                0.5,
                null,
                new BreakerConfiguration(3, Duration.ofMinutes(1), Duration.ofMinutes(5))));
    assertThat(configuration.replicas().get(0).lag()).isEqualTo(LagBounds.NONE);
    assertThat(configuration.listeners()).isEmpty();
  }

  @Test
  void what_becomes_of_reads_that_replicas_do_not_serve_is_read() {
    assertThat(read(usual()).fallback())
        .isEqualTo(new FallbackConfiguration(true, FallbackConfiguration.NoReplica.PRIMARY, 50));
    assertThat(
            read(usual(
                    SplitSettings.RETRY_READS, "False",
                    SplitSettings.NO_REPLICA, "FAIL",
                    SplitSettings.PRIMARY_READ_SHARE, " 0 % "))
                .fallback())
        .isEqualTo(new FallbackConfiguration(false, FallbackConfiguration.NoReplica.FAIL, 0));
  }

  @Test
  void a_share_is_a_whole_percentage() {
    for (String wrong : List.of("50", "101%", "-1%", "0.5%", "half")) {
      assertThat(Asked.problems(usual(SplitSettings.PRIMARY_READ_SHARE, wrong)))
          .singleElement()
          .asString()
          .contains(SplitSettings.PRIMARY_READ_SHARE, wrong, "from 0% to 100%", "50%");
    }
    assertThat(Asked.problems(usual(SplitSettings.NO_REPLICA, "secondary")))
        .singleElement()
        .asString()
        .contains(SplitSettings.NO_REPLICA, "secondary", "primary or fail");
  }

  @Test
  void what_is_said_is_read() {
    Configuration configuration =
        read(
            usual(
                SplitSettings.ENABLED,
                "TRUE",
                SplitSettings.TRANSACTION_READS,
                "Primary",
                SplitSettings.STALE_WRITE,
                "Verify_All",
                SplitSettings.CATALOG,
                " False ",
                SplitSettings.CATALOG_REFRESH,
                "1H",
                SplitSettings.PROBE_INTERVAL,
                "250ms",
                SplitSettings.PROBE_TIMEOUT,
                Duration.ofMillis(750),
                SplitSettings.of(SplitSettings.REPLICA_WEIGHT, "r1"),
                7));

    assertThat(configuration.catalog())
        .isEqualTo(new CatalogConfiguration(false, Duration.ofHours(1)));
    assertThat(configuration.probes().interval()).isEqualTo(Duration.ofMillis(250));
    assertThat(configuration.probes().timeout()).isEqualTo(Duration.ofMillis(750));
    assertThat(configuration.replicas().get(0).weight()).isEqualTo(7);
    assertThat(configuration.staleWrite()).isEqualTo(StaleWrite.VERIFY_ALL);
  }

  @Test
  void replicas_come_in_the_order_of_their_names() {
    Configuration configuration =
        read(
            usual(
                "hibernate.split.replicas.b.url", "jdbc:postgresql://b/shop",
                "hibernate.split.replicas.a.url", "jdbc:postgresql://a/shop"));

    assertThat(configuration.replicas())
        .extracting(TargetConfiguration::name)
        .containsExactly("a", "b", "r1");
  }

  @Test
  void every_constant_is_a_known_key() throws IllegalAccessException {
    TreeSet<String> constants = new TreeSet<>();
    for (Field field : SplitSettings.class.getFields()) {
      if (!field.getName().matches("(DEFAULT_|MAX_WEIGHT|PREFIX).*")) {
        constants.add((String) field.get(null));
      }
    }

    assertThat(KnownKeys.PATTERNS).containsExactlyInAnyOrderElementsOf(constants);
  }

  @Test
  void every_known_key_is_read() {
    for (String pattern : KnownKeys.PATTERNS) {
      if (TenantKeys.isOne(pattern)) {
        continue; // TenantsConfigurationTest
      }
      String key = pattern.replace("<name>", "r1").replace("<property>", "poolName");

      assertThat(Asked.problems(usual(key, "odd"))).noneMatch(ConfigurationTest::isUnknown);
      assertThat(Asked.problems(only(key, "odd"))).noneMatch(ConfigurationTest::isUnknown);
    }
    assertThat(Asked.problems(only("hibernate.split.odd", "odd")))
        .anyMatch(ConfigurationTest::isUnknown);
  }

  @Test
  void the_split_is_wanted_if_any_key_of_ours_is_set() {
    assertThat(Configuration.isPresent(usual())).isTrue();
    assertThat(Configuration.isPresent(only("hibernate.split.typo", "x"))).isTrue();
    assertThat(Configuration.isPresent(usual(SplitSettings.ENABLED, true))).isTrue();
  }

  @Test
  void the_split_is_not_wanted_without_keys_of_ours_or_if_switched_off() {
    assertThat(Configuration.isPresent(only("hibernate.connection.url", "x"))).isFalse();
    assertThat(Configuration.isPresent(Map.of())).isFalse();
    for (Object off : List.of("false", "FALSE", " false ", false)) {
      assertThat(Configuration.isPresent(usual(SplitSettings.ENABLED, off))).isFalse();
    }
  }

  @Test
  void a_misspelt_switch_leaves_the_split_on_so_that_it_is_reported() {
    Map<String, Object> settings = usual(SplitSettings.ENABLED, "flase");

    assertThat(Configuration.isPresent(settings)).isTrue();
    assertThat(Asked.problems(settings))
        .containsExactly(
            "hibernate.split.enabled = 'flase': must be true or false."
                + " Use 'true' or 'false', or remove the key for the default of true.");
  }

  private static boolean isUnknown(String problem) {
    return problem.contains("no such setting");
  }
}
