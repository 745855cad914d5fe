package dev.hibernatesplit.internal.hibernate.guard;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What a collection was when it was loaded, as Hibernate remembers it.
 *
 * <p>A list or array: its elements in their order; a bag: the same in any order; a set: each
 * element under itself; a map: its entries; a bag with identifiers: each element under its own.
 */
final class Snapshot {

  private Snapshot() {}

  /** Each row's index, which only indexed collections have, and its element; no rows for nulls. */
  static void forEach(Object snapshot, BiConsumer<Object, Object> row) {
    if (snapshot instanceof Map<?, ?> map) {
      map.forEach((key, value) -> tell(key, value, row));
    } else if (snapshot instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        tell(i, list.get(i), row);
      }
    } else {
      for (int i = 0; i < Array.getLength(snapshot); i++) {
        tell(i, Array.get(snapshot, i), row);
      }
    }
  }

  @SuppressWarnings("nullness")
  private static void tell(Object index, Object element, BiConsumer<Object, Object> row) {
    if (element != null) {
      row.accept(index, element);
    }
  }
}
