package dev.hibernatesplit.internal.connection;

/**
 * Whom to tell that a unit changes the schema. Both are thread-safe.
 *
 * @param begin a unit is about to change it; others may see that before we know that it was
 *     committed
 * @param end that unit is over, however it ended; run once for each {@code begin}
 */
public record SchemaChanges(Runnable begin, Runnable end) {

  /** Nobody wants to know. */
  public static final SchemaChanges UNWATCHED = new SchemaChanges(() -> {}, () -> {});
}
