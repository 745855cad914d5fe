package dev.hibernatesplit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SplitSettingsTest {

  private static final String SOURCE = "src/main/java/dev/hibernatesplit/SplitSettings.java";
  private static final String DOCUMENT = "../docs/settings.md";

  @Test
  void defaults_are_frozen() throws Exception {
    Map<String, Object> defaults = constants("DEFAULT_|MAX_WEIGHT");

    assertThat(defaults)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                entry("DEFAULT_ENABLED", true),
                entry("DEFAULT_WEIGHT", 1),
                entry("DEFAULT_DEDICATED", false),
                entry("MAX_WEIGHT", 1000),
                entry("DEFAULT_REPLICA_CONNECTION_TIMEOUT", "1s"),
                entry("DEFAULT_TRANSACTION_ELISION", true),
                entry("DEFAULT_TRANSACTION_READS", "primary"),
                entry("DEFAULT_STALE_WRITE", "verify"),
                entry("DEFAULT_BALANCER", "weighted_round_robin"),
                entry("DEFAULT_SLOW_START", "10s"),
                entry("DEFAULT_RULE_ORDER", 0),
                entry("DEFAULT_CATALOG", true),
                entry("DEFAULT_CATALOG_REFRESH", "5m"),
                entry("DEFAULT_RETRY_READS", true),
                entry("DEFAULT_NO_REPLICA", "primary"),
                entry("DEFAULT_PRIMARY_READ_SHARE", "50%"),
                entry("DEFAULT_PROBE_INTERVAL", "1s"),
                entry("DEFAULT_PROBE_TIMEOUT", "1s"),
                entry("DEFAULT_LAG_WEIGHT", 0.5),
                entry("DEFAULT_MAX_FAILURES", 3),
                entry("DEFAULT_FAILURE_WINDOW", "60s"),
                entry("DEFAULT_RECOVERY_TIME", "300s"),
                entry("DEFAULT_CONSISTENCY", "application"),
                entry("DEFAULT_CONSISTENCY_WAIT", "0"),
                entry("DEFAULT_PRIMARY_DOWN", "fail"),
                entry("DEFAULT_UNKNOWN_TOKEN", "primary"),
                entry("DEFAULT_FIND_MISS", "trust"),
                entry("DEFAULT_JMX", true),
                entry("DEFAULT_FOLLOW_ROLES", true),
                entry("DEFAULT_TENANT_IDLE", "10m")));
  }

  @Test
  void every_key_begins_with_the_prefix() throws Exception {
    assertThat(constants("(?!DEFAULT_|MAX_WEIGHT)").values())
        .hasSizeGreaterThan(15)
        .allMatch(key -> key.toString().startsWith(SplitSettings.PREFIX));
  }

  /** Writes the document anew with {@code -Dsettings.write=true}. */
  @Test
  void the_document_is_generated_from_the_source() throws Exception {
    String generated = reference().in(document());

    if (Boolean.getBoolean("settings.write")) {
      Files.writeString(module().resolve(DOCUMENT), generated);
    }
    assertThat(document())
        .as("docs/settings.md: write it anew with mvn test -Dsettings.write=true")
        .isEqualTo(generated);
  }

  @Test
  void every_key_is_in_one_table_of_the_document() throws Exception {
    assertThat(SettingsReference.shown(reference().in(document())))
        .containsExactlyInAnyOrderElementsOf(
            constants("(?!DEFAULT_|MAX_WEIGHT|PREFIX)").values().stream()
                .map(Object::toString)
                .toList());
  }

  @Test
  void every_key_says_what_it_expects_and_defaults_to() throws Exception {
    assertThat(reference().settings())
        .hasSameSizeAs(constants("(?!DEFAULT_|MAX_WEIGHT|PREFIX)").values())
        .allSatisfy(setting -> assertThat(setting.expects()).as(setting.key()).isNotEmpty());
  }

  @Test
  void a_pattern_is_filled_in_from_left_to_right() {
    assertThat(SplitSettings.of(SplitSettings.REPLICA_HIKARI, "r1", "maximumPoolSize"))
        .isEqualTo("hibernate.split.replicas.r1.hikari.maximumPoolSize");
    assertThat(SplitSettings.of(SplitSettings.ENABLED)).isEqualTo(SplitSettings.ENABLED);
  }

  @Test
  void a_pattern_with_too_few_or_too_many_parts_is_refused() {
    assertThatThrownBy(() -> SplitSettings.of(SplitSettings.REPLICA_HIKARI, "r1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Say what stands for <property>");
    assertThatThrownBy(() -> SplitSettings.of(SplitSettings.ENABLED, "r1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hibernate.split.enabled has no place for 'r1'");
  }

  private static Map<String, Object> constants(String prefix) throws IllegalAccessException {
    Map<String, Object> constants = new TreeMap<>();
    for (Field field : SplitSettings.class.getFields()) {
      if (field.getName().matches("(" + prefix + ").*")) {
        constants.put(field.getName(), field.get(null));
      }
    }
    return constants;
  }

  private static SettingsReference reference() throws IOException {
    return new SettingsReference(module().resolve(SOURCE));
  }

  private static String document() throws IOException {
    return Files.readString(module().resolve(DOCUMENT));
  }

  private static Path module() {
    return Path.of(System.getProperty("basedir", "."));
  }
}
