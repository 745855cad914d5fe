package dev.hibernatesplit.internal.sql;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values by lower-case ASCII name, looked up by a stretch of text without making a string.
 * Immutable.
 */
final class NameTable<V> {

  private final String[] names;
  private final @Nullable Object[] values;
  private final int mask;

  NameTable(Map<String, V> entries) {
    int size = Integer.highestOneBit(Math.max(4, entries.size())) << 2;
    names = new String[size];
    values = new Object[size];
    mask = size - 1;
    entries.forEach(this::put);
  }

  private void put(String name, V value) {
    int slot = slot(name.hashCode());
    while (values[slot] != null) {
      slot = (slot + 1) & mask;
    }
    names[slot] = name;
    values[slot] = value;
  }

  /**
   * Finds the value of {@code text[start, end)}.
   *
   * @param hash {@link #step} over the characters, folded if {@code fold}
   * @param fold whether upper-case ASCII letters count as lower-case ones
   */
  @SuppressWarnings("unchecked")
  @Nullable V find(String text, int start, int end, int hash, boolean fold) {
    for (int slot = slot(hash); values[slot] != null; slot = (slot + 1) & mask) {
      if (same(names[slot], text, start, end, fold)) {
        return (V) values[slot];
      }
    }
    return null;
  }

  private int slot(int hash) {
    return (hash ^ (hash >>> 15)) & mask;
  }

  /** Says whether {@code text[start, end)} is {@code name}. */
  static boolean same(String name, String text, int start, int end, boolean fold) {
    if (name.length() != end - start) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = text.charAt(start + i);
      if (name.charAt(i) != (fold ? lower(c) : c)) {
        return false;
      }
    }
    return true;
  }

  /** The same hash as {@link String#hashCode()}, of {@code text[start, end)}. */
  static int hash(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = step(hash, text.charAt(i));
    }
    return hash;
  }

  /** The same hash as {@link String#hashCode()}, one character on. */
  static int step(int hash, char c) {
    return 31 * hash + c;
  }

  /** Folds as PostgreSQL folds identifiers in UTF-8: ASCII only. */
  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
  }
}
