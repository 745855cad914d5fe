package dev.hibernatesplit.internal.routing;

import dev.hibernatesplit.spi.StatementInfo;
import org.jspecify.annotations.Nullable;

/** What is asked for a query because of what it looks like. Asked only for reads that may leave. */
@FunctionalInterface
public interface QueryWishes {

  /** Nobody wishes anything. */
  QueryWishes NONE = (statement, unit) -> null;

  /** The wish for a query, or null. */
  @Nullable Wish of(StatementInfo statement, Unit unit);
}
