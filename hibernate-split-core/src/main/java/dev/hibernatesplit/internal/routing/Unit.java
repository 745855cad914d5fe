package dev.hibernatesplit.internal.routing;

import org.jspecify.annotations.Nullable;

/**
 * What is not torn apart: one transaction, or one statement outside a transaction.
 *
 * <p>What the rules must know of it, read anew for each statement.
 */
public interface Unit {

  /** Whether a Hibernate session stands behind the connection. */
  boolean bound();

  /** Whether its reads are to see what the primary has, whatever else is asked for. */
  default boolean primaryOnly() {
    return false;
  }

  /** Whether it is a transaction, as opposed to a statement outside one. */
  boolean inTransaction();

  /** Whether it was declared read-only, or recognised as such. */
  boolean readOnly();

  /** Whether its reads may leave although it may write: it has not yet, nor means to. */
  default boolean readsUntilWrite() {
    return false;
  }

  /** Whether it runs at SERIALIZABLE. */
  boolean serializable();

  /** Whether what lives in the server's session was changed on the connection. */
  boolean pinned();

  /** Whether the session is in the middle of something that writes, locks or refreshes. */
  boolean partOfAWrite();

  /** Whether a statement of it ran on the primary already. */
  boolean onPrimary();

  /** The replica that it holds a connection of, which then serves the rest of its reads. */
  @Nullable String replica();

  /** Whether that connection cannot be given up for another replica's. */
  boolean holdsFast();

  /** The replica that served its session last, and has what it saw; null for any. */
  default @Nullable String kept() {
    return null;
  }

  /** The target that a scope or the session asks for, or null. */
  @Nullable Wish wish();

  /** The region that a scope or the session asks for, or null. */
  default @Nullable String region() {
    return null;
  }
}
