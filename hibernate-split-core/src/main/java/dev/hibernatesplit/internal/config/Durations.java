package dev.hibernatesplit.internal.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads durations such as {@code 500ms}, {@code 2s}, {@code 5m}, {@code 1h}. */
final class Durations {

  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");
  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("([+-]?\\d{1,12})\\s*(ms|s|m|h)", Pattern.CASE_INSENSITIVE);

  private static final Pattern NONE =
      Pattern.compile("\\+?0+\\s*(ms|s|m|h)", Pattern.CASE_INSENSITIVE);

  private Durations() {}

  static Duration duration(Settings settings, String key, String fallback) {
    return duration(settings, key, fallback, parse(fallback));
  }

  /**
   * @param shown what the fallback is called in messages
   */
  static Duration duration(Settings settings, String key, String shown, Duration fallback) {
    String text = settings.text(key);
    if (text == null) {
      return fallback;
    }
    Duration duration = settings.value(key) instanceof Duration given ? given : parsed(text);
    if (duration != null && isPositive(duration) && duration.compareTo(LONGEST) <= 0) {
      return duration;
    }
    settings.problems().wrong(key, text, rule(duration, text), remedy(duration, text, shown));
    return fallback;
  }

  /** The same for something that none of means that it is off. */
  static Duration durationOrNone(Settings settings, String key, String fallback) {
    Object value = settings.value(key);
    boolean none =
        value instanceof Duration given
            ? given.isZero()
            : value != null && NONE.matcher(value.toString().strip()).matches();
    return none ? Duration.ZERO : duration(settings, key, fallback);
  }

  /** A duration that a driver counts in seconds; null if the key is not set. */
  static @Nullable Duration wholeSeconds(Settings settings, String key) {
    if (settings.text(key) == null) {
      return null;
    }
    Duration duration = duration(settings, key, "1s");
    if (duration.toMillis() % 1000 != 0) {
      settings
          .problems()
          .wrong(key, duration.toMillis() + "ms", "must be whole seconds", "Use e.g. '5s'");
    }
    return duration;
  }

  /** A duration of our own, known to be well written. */
  static Duration parse(String text) {
    Duration duration = parsed(text);
    if (duration == null) {
      throw new IllegalArgumentException(text);
    }
    return duration;
  }

  private static @Nullable Duration parsed(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  private static boolean isPositive(Duration duration) {
    return duration.compareTo(Duration.ZERO) > 0;
  }

  private static String rule(@Nullable Duration duration, String text) {
    if (duration != null) {
      return isPositive(duration) ? "must be at most 8760h" : "must be positive";
    }
    return NUMBER.matcher(text).matches()
        ? "must have a unit"
        : "must be a number and a unit: ms, s, m or h";
  }

  private static String remedy(@Nullable Duration duration, String text, String fallback) {
    boolean unitMissing = duration == null && text.matches("\\d+");
    String example = unitMissing ? "'" + text + "ms' or '" + text + "s'" : "e.g. '2s'";
    return "Use " + example + ", or remove the key for the default of " + fallback;
  }
}
