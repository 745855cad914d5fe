package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import java.lang.reflect.Field;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Which keys are there, and which one did the user mean? */
final class KnownKeys {

  static final String NAME = "<name>";
  static final String TABLE = "<table>";
  static final String PROPERTY = "<property>";

  /** Every key of {@link SplitSettings}. */
  static final List<String> PATTERNS =
      Stream.of(SplitSettings.class.getFields())
          .filter(field -> field.getType() == String.class)
          .map(KnownKeys::text)
          .filter(text -> text.startsWith(SplitSettings.PREFIX) && !text.endsWith("."))
          .toList();

  private KnownKeys() {}

  private static String text(Field constant) {
    try {
      return String.valueOf(constant.get(null));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e); // all are public
    }
  }

  static void reportUnread(Settings settings) {
    for (String key : settings.unread()) {
      settings.problems().add(key, "no such setting", "Did you mean '" + nearest(key) + "'?");
    }
  }

  /** The known key nearest to an unknown one, for the same replica if that one names one. */
  static String nearest(String key) {
    String rest = key.substring(SplitSettings.PREFIX.length());
    String[] parts = rest.split("\\.");
    List<String> names = parts.length < 2 ? List.of(NAME) : List.of(parts[1], NAME);
    String table = parts.length < 2 ? TABLE : rest.substring(rest.indexOf('.') + 1);
    return PATTERNS.stream()
        .filter(pattern -> !pattern.equals(SplitSettings.TENANT))
        .map(pattern -> pattern.replace(TABLE, table))
        .flatMap(KnownKeys::withProperties)
        .flatMap(pattern -> withNames(pattern, names))
        .min(Comparator.comparingInt(known -> distance(key, known)))
        .orElseThrow();
  }

  private static int distance(String key, String known) {
    boolean missingName = known.contains(NAME); // a name which is there is kept
    boolean anyTable = known.startsWith(TablesReader.PREFIX) && !known.contains(TABLE);
    int handicap = missingName || anyTable ? 2 : 0;
    return Nearest.distance(key, known.replace(NAME, "").replace(TABLE, "")) + handicap;
  }

  private static Stream<String> withProperties(String pattern) {
    return pattern.endsWith(PROPERTY)
        ? HikariRules.NAMES.stream().map(name -> pattern.replace(PROPERTY, name))
        : Stream.of(pattern);
  }

  private static Stream<String> withNames(String pattern, List<String> names) {
    return pattern.contains(NAME)
        ? names.stream().map(name -> pattern.replace(NAME, name))
        : Stream.of(pattern);
  }
}
