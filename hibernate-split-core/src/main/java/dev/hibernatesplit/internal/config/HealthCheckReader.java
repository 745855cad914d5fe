package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.spi.ReplicaHealthCheck;
import java.lang.reflect.Constructor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the user's own health check: takes an object as it is, and makes one of a class. */
final class HealthCheckReader {

  private static final String KEY = SplitSettings.HEALTH_CHECK;

  private final Settings settings;
  private final Function<String, Class<?>> classes;

  HealthCheckReader(Settings settings, Function<String, Class<?>> classes) {
    this.settings = settings;
    this.classes = classes;
  }

  @Nullable ReplicaHealthCheck read() {
    Object value = settings.value(KEY);
    if (value instanceof ReplicaHealthCheck check) {
      return check;
    }
    if (value instanceof Class<?> type) {
      return instance(type);
    }
    if (value != null && !(value instanceof String)) {
      String type = value.getClass().getName();
      return wrong(type, "must be a ReplicaHealthCheck, a class, or its name");
    }
    String name = settings.text(KEY);
    return name == null ? null : named(name);
  }

  private @Nullable ReplicaHealthCheck named(String name) {
    try {
      return instance(classes.apply(name));
    } catch (RuntimeException | LinkageError e) {
      return wrong(name, "no such class can be loaded (" + e + ")");
    }
  }

  private @Nullable ReplicaHealthCheck instance(Class<?> type) {
    if (!ReplicaHealthCheck.class.isAssignableFrom(type)) {
      return wrong(type.getName(), "must implement " + ReplicaHealthCheck.class.getName());
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.trySetAccessible();
      return (ReplicaHealthCheck) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return wrong(type.getName(), "cannot be created (" + cause + ")");
    }
  }

  private @Nullable ReplicaHealthCheck wrong(String value, String rule) {
    String remedy = "Give an object, or a class with a constructor that takes nothing";
    settings.problems().wrong(KEY, value, rule, remedy);
    return null;
  }
}
