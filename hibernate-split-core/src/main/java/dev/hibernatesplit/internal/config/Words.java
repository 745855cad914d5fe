package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the settings that are one word: yes or no, a number, one of a few. */
final class Words {

  private Words() {}

  static boolean flag(Settings settings, String key, boolean fallback) {
    String text = settings.text(key);
    if (text == null) {
      return fallback;
    }
    Boolean flag = flag(text);
    if (flag == null) {
      String remedy = "Use 'true' or 'false', or remove the key for the default of " + fallback;
      settings.problems().wrong(key, text, "must be true or false", remedy);
    }
    return flag == null ? fallback : flag;
  }

  static @Nullable Boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> null;
    };
  }

  static int weight(Settings settings, String key) {
    String text = settings.text(key);
    if (text == null) {
      return SplitSettings.DEFAULT_WEIGHT;
    }
    if (text.matches("\\+?\\d{1,9}")) {
      int weight = Integer.parseInt(text);
      if (weight <= SplitSettings.MAX_WEIGHT) {
        return weight;
      }
    }
    settings
        .problems()
        .wrong(
            key,
            text,
            "must be a whole number from 0 to " + SplitSettings.MAX_WEIGHT,
            "Use e.g. '2', or remove the key for the default of " + SplitSettings.DEFAULT_WEIGHT);
    return SplitSettings.DEFAULT_WEIGHT;
  }

  /** A whole number; null if what is said is none. */
  static @Nullable Integer wholeNumber(Settings settings, String key, int fallback) {
    String text = settings.text(key);
    if (text == null) {
      return fallback;
    }
    if (text.matches("[+-]?\\d{1,9}")) {
      return Integer.valueOf(text);
    }
    String remedy = "Use e.g. '10', or remove the key for the default of " + fallback;
    settings.problems().wrong(key, text, "must be a whole number of up to 9 digits", remedy);
    return null;
  }

  /** One of a few words; what is wrong counts as the default. */
  static <E extends Enum<E>> E oneOf(Settings settings, String key, Class<E> type, String usual) {
    return oneOf(settings, key, type, usual, "Use one of these, or remove the key for " + usual);
  }

  /** The same with a remedy of its own. */
  static <E extends Enum<E>> E oneOf(
      Settings settings, String key, Class<E> type, String usual, String remedy) {
    String text = settings.text(key);
    E asked = text == null ? null : named(type, text);
    if (text != null && asked == null) {
      settings.problems().wrong(key, text, "must be " + listed(type), remedy);
    }
    return asked == null ? Objects.requireNonNull(named(type, usual)) : asked;
  }

  private static <E extends Enum<E>> @Nullable E named(Class<E> type, String word) {
    return Stream.of(type.getEnumConstants())
        .filter(choice -> choice.name().equalsIgnoreCase(word))
        .findFirst()
        .orElse(null);
  }

  private static String listed(Class<? extends Enum<?>> type) {
    String all =
        Stream.of(type.getEnumConstants())
            .map(choice -> choice.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    int last = all.lastIndexOf(", ");
    return all.substring(0, last) + " or " + all.substring(last + 2);
  }
}
