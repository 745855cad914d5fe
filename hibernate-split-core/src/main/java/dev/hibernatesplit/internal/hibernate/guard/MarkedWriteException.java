package dev.hibernatesplit.internal.hibernate.guard;

import dev.hibernatesplit.SplitSettings;
import org.hibernate.HibernateException;

/** Something was to be written that a replica served, where that is an error whatever it holds. */
final class MarkedWriteException extends HibernateException {

  private static final long serialVersionUID = 1L;

  MarkedWriteException(String what, String replica) {
    super(
        what
            + " was read from replica '"
            + replica
            + "', and with "
            + SplitSettings.STALE_WRITE
            + " = fail nothing is written that a replica served. Read it on the primary before it"
            + " is changed (refresh it, or find it in Routing.onPrimary), or use "
            + SplitSettings.STALE_WRITE
            + " = verify, which compares it first.");
  }
}
