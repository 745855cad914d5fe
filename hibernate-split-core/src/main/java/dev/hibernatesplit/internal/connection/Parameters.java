package dev.hibernatesplit.internal.connection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was bound to a statement. */
@FunctionalInterface
interface Parameters {

  /** Its values, that of the first parameter first; null for what can be read once only. */
  List<@Nullable Object> values();
}
