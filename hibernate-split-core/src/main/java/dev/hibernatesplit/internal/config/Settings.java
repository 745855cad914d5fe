package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The settings map, which remembers what was read of it. */
final class Settings {

  private final SortedMap<String, Object> values = new TreeMap<>();
  private final Set<String> read = new HashSet<>();
  private final Problems problems;

  Settings(Map<String, ?> map, Problems problems) {
    this.problems = problems;
    map.forEach(
        (key, value) -> {
          if (value != null) {
            values.put(key, value);
          }
        });
  }

  Problems problems() {
    return problems;
  }

  @Nullable Object value(String key) {
    read.add(key);
    return values.get(key);
  }

  /** The value as text, without the blanks around it; null if there is none. */
  @Nullable String text(String key) {
    Object value = value(key);
    String text = value == null ? "" : value.toString().strip();
    if (value != null && text.isEmpty() && key.startsWith(SplitSettings.PREFIX)) {
      problems.wrong(key, value, "must not be empty", "Give a value, or remove the key");
    }
    return text.isEmpty() ? null : text;
  }

  @Nullable Secret secret(String key) {
    Object value = value(key);
    return value == null ? null : new Secret(value.toString());
  }

  /** The first key of the list that is set, if one is. */
  @Nullable String firstSet(Iterable<String> keys) {
    for (String key : keys) {
      if (text(key) != null) {
        return key;
      }
    }
    return null;
  }

  @Nullable String firstText(Iterable<String> keys) {
    String key = firstSet(keys);
    return key == null ? null : text(key);
  }

  /** What is set below the prefix, by the rest of the key. */
  SortedMap<String, Object> below(String prefix) {
    SortedMap<String, Object> below = new TreeMap<>();
    for (String key : keysBelow(prefix)) {
      below.put(key.substring(prefix.length()), values.getOrDefault(key, ""));
      read.add(key);
    }
    return below;
  }

  /**
   * The names that follow the prefix where something follows them in turn; marks nothing as read.
   */
  SortedSet<String> namesBelow(String prefix) {
    SortedSet<String> names = new TreeSet<>();
    for (String key : keysBelow(prefix)) {
      int end = key.indexOf('.', prefix.length());
      if (end > 0) {
        names.add(key.substring(prefix.length(), end));
      }
    }
    return names;
  }

  /** The keys of ours that nobody has read. */
  List<String> unread() {
    return keysBelow(SplitSettings.PREFIX).stream().filter(key -> !read.contains(key)).toList();
  }

  private Set<String> keysBelow(String prefix) {
    return values.subMap(prefix, prefix + Character.MAX_VALUE).keySet();
  }
}
