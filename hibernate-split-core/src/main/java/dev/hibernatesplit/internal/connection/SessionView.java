package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.internal.consistency.SessionNeeds;
import org.jspecify.annotations.Nullable;

/**
 * What a connection must know of the Hibernate session behind it, asked anew for each statement.
 */
public interface SessionView extends SessionNeeds {

  /** Whether the session is in a transaction, as it sees it. */
  boolean transactionInProgress();

  /**
   * Whether it shows the signs of a read-only transaction without having declared the connection
   * read-only: entities read-only by default, and no flush but by hand.
   */
  boolean readOnlyBySigns();

  /** The target that a property of it names, or null. */
  @Nullable String target();

  /** The region that a property of it names, or null. */
  default @Nullable String region() {
    return null;
  }

  /**
   * Whether its transaction has asked for nothing but reads: nothing was persisted, merged,
   * deleted, locked or refreshed in it, nor is it being flushed or completed, and the statement is
   * not the user's own but Hibernate's.
   */
  default boolean onlyReads() {
    return false;
  }

  /** Whether it is in the middle of a persist, merge, delete, lock or refresh. */
  boolean partOfAWrite();
}
