package dev.hibernatesplit.internal.config;

import java.lang.reflect.Constructor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what extenders made: takes objects as they are, and makes one of each class.
 *
 * @param settings takes the problems
 * @param classes finds a class by its name, or throws
 * @param key whose values they are
 * @param type what they must be
 */
record Extensions<T>(
    Settings settings, Function<String, Class<?>> classes, String key, Class<T> type) {

  /** The one that the key names; null if it is not set, or is none, which is reported. */
  @Nullable T one() {
    Object value = settings.value(key);
    return value == null ? null : one(value instanceof String name ? name.strip() : value);
  }

  /** The one that the value stands for; null if it is none, which is reported. */
  @Nullable T one(Object value) {
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    if (value instanceof Class<?> found) {
      return instance(found);
    }
    if (value instanceof String name) {
      return named(name);
    }
    String rule = "must be a " + type.getSimpleName() + ", a class, or its name";
    return wrong(value.getClass().getName(), rule);
  }

  private @Nullable T named(String name) {
    try {
      return instance(classes.apply(name));
    } catch (RuntimeException | LinkageError e) {
      return wrong(name, "no such class can be loaded (" + e + ")");
    }
  }

  private @Nullable T instance(Class<?> found) {
    if (!type.isAssignableFrom(found)) {
      return wrong(found.getName(), "must implement " + type.getName());
    }
    try {
      Constructor<?> constructor = found.getDeclaredConstructor();
      constructor.trySetAccessible();
      return type.cast(constructor.newInstance());
    } catch (ReflectiveOperationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return wrong(found.getName(), "cannot be created (" + cause + ")");
    }
  }

  private @Nullable T wrong(String value, String rule) {
    String remedy = "Give an object, or a class with a constructor that takes nothing";
    settings.problems().wrong(key, value, rule, remedy);
    return null;
  }
}
