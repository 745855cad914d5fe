package dev.hibernatesplit.internal.config;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what users implement: takes objects as they are, and makes one of each class.
 *
 * @param <T> what they implement
 */
final class Instances<T> {

  private final Settings settings;
  private final Function<String, Class<?>> classes;
  private final String key;
  private final Class<T> type;

  /**
   * @param classes finds a class by its name, or throws
   */
  Instances(Settings settings, Function<String, Class<?>> classes, String key, Class<T> type) {
    this.settings = settings;
    this.classes = classes;
    this.key = key;
    this.type = type;
  }

  /** All of them, in the user's order. */
  List<T> read() {
    List<T> instances = new ArrayList<>();
    for (Object element : Lists.elements(settings.value(key))) {
      T instance = instance(element);
      if (instance != null) {
        instances.add(instance);
      }
    }
    return instances;
  }

  /** The only one, if there is one; more are reported. */
  @Nullable T one() {
    List<T> instances = read();
    if (instances.size() > 1) {
      settings.problems().add(key, "there can be one only", "Keep one of them");
    }
    return instances.isEmpty() ? null : instances.get(0);
  }

  private @Nullable T instance(Object element) {
    if (type.isInstance(element)) {
      return type.cast(element);
    }
    if (element instanceof Class<?> made) {
      return made(made);
    }
    if (element instanceof String name) {
      return named(name);
    }
    String rule = "must be a " + type.getSimpleName() + ", a class, or its name";
    return wrong(element.getClass().getName(), rule);
  }

  private @Nullable T named(String name) {
    try {
      return made(classes.apply(name));
    } catch (RuntimeException | LinkageError e) {
      return wrong(name, "no such class can be loaded (" + e + ")");
    }
  }

  private @Nullable T made(Class<?> made) {
    if (!type.isAssignableFrom(made)) {
      return wrong(made.getName(), "must implement " + type.getName());
    }
    try {
      Constructor<?> constructor = made.getDeclaredConstructor();
      constructor.trySetAccessible();
      return type.cast(constructor.newInstance());
    } catch (ReflectiveOperationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return wrong(made.getName(), "cannot be created (" + cause + ")");
    }
  }

  private @Nullable T wrong(String value, String rule) {
    String remedy = "Give an object, or a class with a constructor that takes nothing";
    settings.problems().wrong(key, value, rule, remedy);
    return null;
  }
}
