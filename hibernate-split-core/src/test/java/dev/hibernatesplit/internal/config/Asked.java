package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitConfigurationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a user asked for, in a test: keys and values in turn. */
final class Asked {

  static final String PRIMARY_URL = "jdbc:postgresql://primary:5432/shop";
  static final String REPLICA_URL = "jdbc:postgresql://replica:5432/shop";

  private Asked() {}

  /** A primary and a replica {@code r1}, and what else is asked for. */
  static Map<String, Object> usual(Object... keysAndValues) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("jakarta.persistence.jdbc.url", PRIMARY_URL);
    settings.put("jakarta.persistence.jdbc.user", "app");
    settings.put("jakarta.persistence.jdbc.password", "pw-primary");
    settings.put("hibernate.split.replicas.r1.url", REPLICA_URL);
    settings.putAll(only(keysAndValues));
    return settings;
  }

  static Map<String, Object> only(Object... keysAndValues) {
    Map<String, Object> settings = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      settings.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return settings;
  }

  /** The usual without one key, but with others. */
  static Map<String, Object> without(String key, Object... keysAndValues) {
    Map<String, Object> settings = usual(keysAndValues);
    settings.remove(key);
    return settings;
  }

  static Configuration read(Map<String, ?> settings) {
    return Configuration.read(settings, Asked::load);
  }

  static TargetConfiguration replica(Map<String, ?> settings) {
    return read(settings).replicas().get(0);
  }

  /** The problems, none if there are none. */
  static List<String> problems(Map<String, ?> settings) {
    try {
      read(settings);
      return List.of();
    } catch (SplitConfigurationException e) {
      return e.problems();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
