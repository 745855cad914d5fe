package dev.hibernatesplit.benchmarks.load.faults;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 500us}, {@code 1ms}, {@code 20s}, {@code 15m}. */
public final class Durations {

  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,9})(us|ms|s|m|h)");

  private Durations() {}

  /**
   * @throws IllegalArgumentException if it is none, naming key, value, rule and remedy
   */
  public static Duration read(String key, String text) {
    return read(key, text, text);
  }

  /** In seconds, to the millisecond. */
  public static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  /** The same for a part of what was given. */
  static Duration read(String key, String text, String part) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(part);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "%s = '%s': the time '%s' must be a number and a unit: us, ms, s, m or h. Use e.g. '20s'"
              .formatted(key, text, part));
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "us" -> Duration.ofNanos(number * 1000);
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
