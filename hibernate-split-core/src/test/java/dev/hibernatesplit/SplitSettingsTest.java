package dev.hibernatesplit;

import static java.util.regex.Pattern.DOTALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SplitSettingsTest {

  private static final String SOURCE = "src/main/java/dev/hibernatesplit/SplitSettings.java";

  @Test
  void defaults_are_frozen() throws Exception {
    Map<String, Object> defaults = constants("DEFAULT_|MAX_");

    assertThat(defaults)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("DEFAULT_ENABLED", true),
                Map.entry("DEFAULT_WEIGHT", 1),
                Map.entry("DEFAULT_DEDICATED", false),
                Map.entry("MAX_WEIGHT", 1000),
                Map.entry("DEFAULT_REPLICA_CONNECTION_TIMEOUT", "1s"),
                Map.entry("DEFAULT_TRANSACTION_READS", "primary"),
                Map.entry("DEFAULT_RULE_ORDER", 0),
                Map.entry("DEFAULT_CATALOG", true),
                Map.entry("DEFAULT_CATALOG_REFRESH", "5m"),
                Map.entry("DEFAULT_PROBE_INTERVAL", "1s"),
                Map.entry("DEFAULT_PROBE_TIMEOUT", "1s")));
  }

  @Test
  void every_key_begins_with_the_prefix() throws Exception {
    assertThat(constants("(?!DEFAULT_|MAX_)").values())
        .hasSizeGreaterThan(15)
        .allMatch(key -> key.toString().startsWith(SplitSettings.PREFIX));
  }

  @Test
  void every_key_is_a_row_of_the_document() throws Exception {
    String document = document();
    Map<String, Object> keys = constants("(?!DEFAULT_|MAX_|PREFIX)");

    assertThat(keys.values()).allSatisfy(key -> assertThat(document).contains("| `" + key + "` |"));
    assertThat(document.lines().filter(line -> line.startsWith("| `hibernate.split.")))
        .hasSameSizeAs(keys.values());
  }

  @Test
  void every_default_is_in_the_row_of_its_key() throws Exception {
    for (Map.Entry<String, Object> entry : constants("DEFAULT_").entrySet()) {
      String name = entry.getKey().substring("DEFAULT_".length());
      String text =
          switch (name) {
            case "WEIGHT" -> row(SplitSettings.REPLICA_WEIGHT);
            case "DEDICATED" -> row(SplitSettings.REPLICA_DEDICATED);
            case "REPLICA_CONNECTION_TIMEOUT" -> line("a replica's `connectionTimeout` is");
            default -> row(SplitSettings.class.getField(name).get(null).toString());
          };
      assertThat(text).contains("`" + entry.getValue() + "`");
    }
    assertThat(row(SplitSettings.REPLICA_WEIGHT)).contains("0 to " + SplitSettings.MAX_WEIGHT);
  }

  @Test
  void every_key_says_what_it_expects_and_defaults_to() throws Exception {
    String source = Files.readString(module().resolve(SOURCE));
    List<String> comments =
        Pattern.compile(
                "/\\*\\*(.*?)\\*/\\s+public static final String \\w+ =\\s+\"hibernate.split.\\w",
                DOTALL)
            .matcher(source.substring(source.indexOf("PREFIX =")))
            .results()
            .map(comment -> comment.group(1).replaceAll("\\s*\\*\\s*", " "))
            .toList();

    assertThat(comments)
        .hasSameSizeAs(constants("(?!DEFAULT_|MAX_|PREFIX)").values())
        .allMatch(comment -> comment.matches(".*[.] Expects .*[.] Defaults to .*[.]\\s*"));
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

  private static String row(String key) throws IOException {
    return line("| `" + key + "` |");
  }

  private static String line(String part) throws IOException {
    Stream<String> lines = document().lines();
    return lines.filter(line -> line.contains(part)).findFirst().orElse("");
  }

  private static String document() throws IOException {
    return Files.readString(module().resolve("../docs/settings.md"));
  }

  private static Path module() {
    return Path.of(System.getProperty("basedir", "."));
  }
}
