package dev.hibernatesplit.internal.hibernate.guard;

import dev.hibernatesplit.internal.hibernate.guard.Query.Argument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Lists of keys, as statements have them. */
final class Keys {

  private Keys() {}

  /**
   * As many as the next power of two, the last one repeated: so that few texts serve all lengths.
   */
  static List<List<Argument>> padded(List<List<Argument>> keys) {
    int size = Integer.highestOneBit(Math.max(1, keys.size() - 1)) * (keys.size() > 1 ? 2 : 1);
    List<List<Argument>> padded = new ArrayList<>(keys);
    padded.addAll(Collections.nCopies(size - keys.size(), keys.get(keys.size() - 1)));
    return padded;
  }

  /** The condition that columns are one of so many keys. */
  static String in(List<String> columns, int keys) {
    boolean simple = columns.size() == 1;
    String list = String.join(", ", columns);
    String one = String.join(", ", Collections.nCopies(columns.size(), "?"));
    return (simple ? list : "(" + list + ")")
        + " in ("
        + String.join(", ", Collections.nCopies(keys, simple ? one : "(" + one + ")"))
        + ")";
  }

  /** A key as a row has it. */
  static List<Cell> cells(List<Argument> key, SharedSessionContractImplementor session) {
    return key.stream().map(part -> Cell.of(part.mapping(), part.value(), session)).toList();
  }
}
