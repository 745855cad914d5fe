package dev.hibernatesplit.internal.hibernate.cache;

import dev.hibernatesplit.internal.consistency.Provenance;
import dev.hibernatesplit.internal.consistency.SessionNeeds;
import dev.hibernatesplit.internal.consistency.Shelf;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out of one factory's caches what a replica served that may not be the newest, and tells a
 * session's reads what it found in them. Thread-safe.
 */
final class Guard {

  private final Shelf shelf = new Shelf();

  /** Whether what a session has just read may be kept. */
  boolean admits(SharedSessionContractImplementor session) {
    Provenance rows = provenance(session);
    return rows != null && rows.mayBeKept();
  }

  /** Something is about to be put under a key. */
  void puts(Object key) {
    shelf.put(key);
  }

  /** What a session finds under a key: what it reads from now on must not be older. */
  @Nullable Object found(
      SharedSessionContractImplementor session, Object key, @Nullable Object value) {
    Provenance rows = value == null ? null : provenance(session);
    if (rows != null) {
      rows.found(shelf.since(key));
    }
    return value;
  }

  /** Null for a session that is not ours. */
  private static @Nullable Provenance provenance(SharedSessionContractImplementor session) {
    return session.getTransactionCoordinator() instanceof SessionNeeds ours
        ? ours.provenance()
        : null;
  }
}
