package dev.hibernatesplit;

import static java.util.regex.Pattern.DOTALL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the tables of {@code docs/settings.md} from the javadoc of {@link SplitSettings}.
 *
 * <p>A table stands between {@code <!-- keys matching REGEX -->} and {@code <!-- end of keys -->},
 * and has the keys that the regular expression finds, in the source's order.
 */
final class SettingsReference {

  private static final Pattern SETTING =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+public static final String (\\w+) =\\s+\"(hibernate\\.split\\.\\w[^\"]*)\"",
          DOTALL);
  private static final Pattern SENTENCES =
      Pattern.compile("(.*)[.] Expects (.*)[.] Defaults to (.*)[.]\\s*", DOTALL);
  private static final Pattern TABLE =
      Pattern.compile("(<!-- keys matching (\\S+) -->\n).*?(<!-- end of keys -->)", DOTALL);
  private static final Pattern TAG = Pattern.compile("\\{@(link|code)\\s+([^}]*)}");

  private final List<Setting> settings;

  /** One key, and the three sentences about it. */
  record Setting(String key, String comment, String what, String expects, String defaultsTo) {

    String row() {
      return "| `" + key + "` | " + what + ". *Expects* " + expects + ". | " + defaultsTo + " |\n";
    }
  }

  SettingsReference(Path source) throws IOException {
    this.settings =
        SETTING
            .matcher(Files.readString(source))
            .results()
            .map(SettingsReference::setting)
            .toList();
  }

  private static Setting setting(MatchResult found) {
    String comment = found.group(1).replaceAll("\\s*\\*?\\s+", " ").replaceAll("^\\* ", "").strip();
    String text = TAG.matcher(comment).replaceAll(tag -> Matcher.quoteReplacement(shown(tag)));
    Matcher sentences = SENTENCES.matcher(text);
    return sentences.matches()
        ? new Setting(
            found.group(3),
            comment,
            sentences.group(1),
            sentences.group(2).replace("|", "\\|"),
            sentences.group(3))
        : new Setting(found.group(3), comment, text, "", "");
  }

  private static String shown(MatchResult tag) {
    String name = tag.group(2).replaceAll("\\s+", " ");
    return "`" + (tag.group(1).equals("code") ? name : linked(name)) + "`";
  }

  private static String linked(String name) {
    if (!name.startsWith("#")) {
      return name.replaceAll(".*[.](\\w+)$", "$1");
    }
    try {
      return String.valueOf(SplitSettings.class.getField(name.substring(1)).get(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  List<Setting> settings() {
    return settings;
  }

  /** The document with its tables as they should be. */
  String in(String document) {
    return TABLE
        .matcher(document)
        .replaceAll(
            table ->
                Matcher.quoteReplacement(
                    table.group(1) + table(Pattern.compile(table.group(2))) + table.group(3)));
  }

  private String table(Pattern keys) {
    StringBuilder table = new StringBuilder("| Key | What it does | Default |\n|---|---|---|\n");
    settings.stream()
        .filter(setting -> keys.matcher(setting.key()).find())
        .forEach(setting -> table.append(setting.row()));
    return table.toString();
  }

  /** The keys that the tables of a document show, each as often as it is shown. */
  static List<String> shown(String document) {
    List<String> keys = new ArrayList<>();
    Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE)
        .matcher(document)
        .results()
        .forEach(row -> keys.add(Objects.requireNonNull(row.group(1))));
    return keys;
  }
}
