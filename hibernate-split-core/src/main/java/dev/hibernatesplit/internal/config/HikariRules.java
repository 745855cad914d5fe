package dev.hibernatesplit.internal.config;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.util.PropertyElf;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Does HikariCP have such a property, and would it take the value? */
final class HikariRules {

  /** The properties' names as HikariCP writes them. */
  static final SortedSet<String> NAMES =
      new TreeSet<>(PropertyElf.getPropertyNames(HikariConfig.class));

  /** What the pool's driver is told begins so. */
  static final String DRIVER_PROPERTY = "dataSource.";

  private static final Map<String, Method> SETTERS =
      Stream.of(HikariConfig.class.getMethods())
          .filter(method -> method.getName().startsWith("set") && method.getParameterCount() == 1)
          .filter(method -> NAMES.contains(property(method)))
          .collect(Collectors.toMap(HikariRules::property, method -> method));

  private final Problems problems;

  HikariRules(Problems problems) {
    this.problems = problems;
  }

  /** Reports what is wrong with the property, or with its value under that key. */
  void check(String key, String property, Object value) {
    if (property.startsWith(DRIVER_PROPERTY)) {
      return;
    }
    Method setter = SETTERS.get(property);
    if (setter == null) {
      String prefix = key.substring(0, key.length() - property.length());
      String remedy = "Did you mean '" + prefix + Nearest.of(property, NAMES) + "'?";
      problems.add(key, "HikariCP has no such property", remedy);
      return;
    }
    String remedy = "Use a value that HikariCP takes, or remove the key";
    HikariValue.broken(setter, value).ifPresent(rule -> problems.wrong(key, value, rule, remedy));
  }

  private static String property(Method setter) {
    String name = setter.getName();
    return name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4);
  }
}
