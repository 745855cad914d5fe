package dev.hibernatesplit.internal.sql;

import dev.hibernatesplit.spi.StatementInfo.Effect;
import java.util.Set;

/**
 * What the user says of functions, written as the statements write them, in lower case: {@code
 * price} or {@code app.price}. Immutable.
 *
 * @param harmless functions that a replica may run although nothing proves it
 * @param accounted functions of which it is known which tables they touch
 */
public record DeclaredFunctions(Set<String> harmless, Set<String> accounted) {

  /** Nothing is said. */
  public static final DeclaredFunctions NONE = new DeclaredFunctions(Set.of(), Set.of());

  /** Copies the sets. */
  public DeclaredFunctions {
    harmless = Set.copyOf(harmless);
    accounted = Set.copyOf(accounted);
  }

  /** What a volatile one may change. */
  Effect effect(String function) {
    return accounted.contains(function) ? Effect.WRITTEN_TABLES : Effect.ANYTHING;
  }
}
