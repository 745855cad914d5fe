package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.SplitSettings;
import java.time.Duration;
import java.util.Locale;

/** Reads what reads must see. */
final class ConsistencyReader {

  private ConsistencyReader() {}

  static ConsistencyConfiguration read(Settings settings) {
    return new ConsistencyConfiguration(
        Words.oneOf(
            settings,
            SplitSettings.CONSISTENCY,
            Consistency.class,
            SplitSettings.DEFAULT_CONSISTENCY),
        wait(settings),
        isSecond(settings, SplitSettings.PRIMARY_DOWN, SplitSettings.DEFAULT_PRIMARY_DOWN, "stale"),
        isSecond(
            settings, SplitSettings.UNKNOWN_TOKEN, SplitSettings.DEFAULT_UNKNOWN_TOKEN, "fail"),
        isSecond(settings, SplitSettings.FIND_MISS, SplitSettings.DEFAULT_FIND_MISS, "primary"),
        Words.oneOf(
            settings, SplitSettings.CACHE_PUTS, CachePuts.class, SplitSettings.DEFAULT_CACHE_PUTS));
  }

  private static Duration wait(Settings settings) {
    String text = settings.text(SplitSettings.CONSISTENCY_WAIT);
    boolean none =
        text == null || text.equals("0") || text.toLowerCase(Locale.ROOT).matches("0(ms|s|m|h)");
    return none || Duration.ZERO.equals(settings.value(SplitSettings.CONSISTENCY_WAIT))
        ? Duration.ZERO
        : Durations.duration(settings, SplitSettings.CONSISTENCY_WAIT, "1ms");
  }

  /** Of two words, whether the one was given that is not the default. */
  private static boolean isSecond(Settings settings, String key, String first, String second) {
    String text = settings.text(key);
    String word = text == null ? first : text;
    if (!word.equalsIgnoreCase(first) && !word.equalsIgnoreCase(second)) {
      settings
          .problems()
          .wrong(
              key,
              word,
              "must be " + first + " or " + second,
              "Use one of these, or remove the key for " + first);
    }
    return word.equalsIgnoreCase(second);
  }
}
