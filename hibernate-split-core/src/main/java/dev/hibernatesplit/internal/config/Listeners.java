package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.spi.SplitListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the listeners. */
final class Listeners {

  private final Extensions<SplitListener> extensions;

  Listeners(Settings settings, Function<String, Class<?>> classes) {
    this.extensions =
        new Extensions<>(settings, classes, SplitSettings.LISTENERS, SplitListener.class);
  }

  List<SplitListener> read() {
    List<SplitListener> listeners = new ArrayList<>();
    for (Object element : Lists.elements(extensions.settings().value(SplitSettings.LISTENERS))) {
      SplitListener listener = extensions.one(element);
      if (listener != null) {
        listeners.add(listener);
      }
    }
    return listeners;
  }
}
