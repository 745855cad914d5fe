package dev.hibernatesplit.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One read that is about to run, as a {@link QueryRouter} sees it. Good for the call that it was
 * handed to, on that thread.
 */
public interface Query {

  /** What it says: SQL, tables, joins, aggregates. Costs nothing. */
  StatementInfo statement();

  /**
   * The parameters as they were bound, that of the first {@code ?} at index 0; empty if there are
   * none. Null stands for SQL's NULL, and for what can be read once only, such as a stream. Looked
   * up when first asked for.
   */
  List<@Nullable Object> parameters();

  /** Whether it belongs to a transaction, which then only reads. */
  boolean inTransaction();

  /** Whether what it belongs to was declared read-only, or recognised as such. */
  boolean readOnly();

  /**
   * What the innermost scope round the code says under a name; null if none does.
   *
   * @param name as it was given to {@link dev.hibernatesplit.Routing#attribute}
   */
  @Nullable Object attribute(String name);
}
