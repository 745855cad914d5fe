package dev.hibernatesplit.internal.hibernate.guard;

import dev.hibernatesplit.internal.consistency.Provenance;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** What the guard must know of a session, and keeps with it. Used by one thread at a time. */
public interface GuardedSession {

  /** Where the rows come from that it reads now. */
  Provenance provenance();

  /** What its flush is about to update: always the same. */
  Updates updates();

  /** What follows belongs to a write, whatever it looks like, and runs on the primary. */
  void writeBegins();

  /** That is over. */
  void writeEnds();

  /** Ours of a session that may have read from a replica; null for all others. */
  static @Nullable GuardedSession suspect(SharedSessionContractImplementor session) {
    return session.getTransactionCoordinator() instanceof GuardedSession ours
            && ours.provenance().replicaReads() > 0
        ? ours
        : null;
  }
}
