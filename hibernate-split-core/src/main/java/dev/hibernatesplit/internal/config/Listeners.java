package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.spi.SplitListener;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the listeners: takes objects as they are, and makes one of each class. */
final class Listeners {

  private static final String KEY = SplitSettings.LISTENERS;

  private final Settings settings;
  private final Function<String, Class<?>> classes;

  Listeners(Settings settings, Function<String, Class<?>> classes) {
    this.settings = settings;
    this.classes = classes;
  }

  List<SplitListener> read() {
    List<SplitListener> listeners = new ArrayList<>();
    for (Object element : Lists.elements(settings.value(KEY))) {
      SplitListener listener = listener(element);
      if (listener != null) {
        listeners.add(listener);
      }
    }
    return listeners;
  }

  private @Nullable SplitListener listener(Object element) {
    if (element instanceof SplitListener listener) {
      return listener;
    }
    if (element instanceof Class<?> type) {
      return instance(type);
    }
    if (element instanceof String name) {
      return named(name);
    }
    return wrong(element.getClass().getName(), "must be a SplitListener, a class, or its name");
  }

  private @Nullable SplitListener named(String name) {
    try {
      return instance(classes.apply(name));
    } catch (RuntimeException | LinkageError e) {
      return wrong(name, "no such class can be loaded (" + e + ")");
    }
  }

  private @Nullable SplitListener instance(Class<?> type) {
    if (!SplitListener.class.isAssignableFrom(type)) {
      return wrong(type.getName(), "must implement " + SplitListener.class.getName());
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.trySetAccessible();
      return (SplitListener) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return wrong(type.getName(), "cannot be created (" + cause + ")");
    }
  }

  private @Nullable SplitListener wrong(String value, String rule) {
    String remedy = "Give an object, or a class with a constructor that takes nothing";
    settings.problems().wrong(KEY, value, rule, remedy);
    return null;
  }
}
