package dev.hibernatesplit.internal.footprint;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Small numbers for the bare names of tables: the same name always has the same number. Bounded:
 * once all numbers are given away, further names share them, which can only make reads more
 * careful. Thread-safe.
 */
public final class TableIds {

  /** How many numbers there are: every id is at least 0 and below this. */
  public static final int CAPACITY = 4_096;

  private final ConcurrentHashMap<String, Integer> ids = new ConcurrentHashMap<>();

  /** The number of a table, by its name without the schema, as the server stores it. */
  public int of(String bareName) {
    Integer id = ids.get(bareName);
    return id == null ? given(bareName) : id;
  }

  /** A name that has this number, and be it with others; for people to read. */
  public String name(int id) {
    return ids.entrySet().stream()
        .filter(entry -> entry.getValue() == id)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("table " + id);
  }

  /** The number of each. */
  int[] of(Collection<String> bareNames) {
    return bareNames.stream().mapToInt(this::of).toArray();
  }

  private synchronized int given(String bareName) {
    if (ids.size() < CAPACITY) {
      return ids.computeIfAbsent(bareName, name -> ids.size());
    }
    Integer id = ids.get(bareName);
    return id == null ? Math.floorMod(bareName.hashCode(), CAPACITY) : id;
  }
}
