package dev.hibernatesplit.internal.config;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads lists: a collection, an array, a text with commas, or one object. */
final class Lists {

  private Lists() {}

  static List<Object> elements(@Nullable Object value) {
    return all(value)
        .<Object>map(e -> e instanceof CharSequence text ? text.toString().strip() : e)
        .filter(element -> !element.equals(""))
        .toList();
  }

  private static Stream<?> all(@Nullable Object value) {
    if (value == null) {
      return Stream.empty();
    }
    if (value instanceof Collection<?> collection) {
      return collection.stream();
    }
    if (value instanceof Object[] array) {
      return Stream.of(array);
    }
    return value instanceof CharSequence text
        ? Stream.of(text.toString().split(","))
        : Stream.of(value);
  }
}
