package dev.hibernatesplit.internal.config;

import com.zaxxer.hikari.HikariConfig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Would HikariCP take the value? Asked of its own setters, on a configuration that is thrown away.
 */
final class HikariValue {

  private static final Pattern TIME = Pattern.compile("(-?\\d{1,9})(ms|s|m|h|d)?");
  private static final Map<String, Long> UNITS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private HikariValue() {}

  /** The rule that the value breaks, if it breaks one. */
  static Optional<String> broken(Method setter, Object value) {
    String text = value.toString().strip();
    Class<?> type = setter.getParameterTypes()[0];
    if (type == boolean.class) {
      return rule(Words.flag(text) != null, "must be true or false");
    }
    if (type == int.class) {
      return text.matches("-?\\d{1,9}")
          ? refused(setter, Integer.valueOf(text))
          : Optional.of("must be a whole number");
    }
    if (type == long.class) {
      return time(setter, text);
    }
    if (type == String.class) {
      boolean isolation = setter.getName().equals("setTransactionIsolation");
      return rule(!isolation || Isolation.constant(text) != null, Isolation.RULE);
    }
    return rule(value instanceof CharSequence, "must be the name of a class");
  }

  private static Optional<String> time(Method setter, String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      return Optional.of("must be milliseconds, or a number with the unit ms, s, m, h or d");
    }
    String unit = matcher.group(2) == null ? "ms" : matcher.group(2);
    return refused(setter, Long.parseLong(matcher.group(1)) * UNITS.getOrDefault(unit, 1L));
  }

  private static Optional<String> refused(Method setter, Object value) {
    try {
      setter.invoke(new HikariConfig(), value);
      return Optional.empty();
    } catch (InvocationTargetException e) {
      return Optional.of("HikariCP refuses it: " + e.getTargetException().getMessage());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<String> rule(boolean kept, String rule) {
    return kept ? Optional.empty() : Optional.of(rule);
  }
}
