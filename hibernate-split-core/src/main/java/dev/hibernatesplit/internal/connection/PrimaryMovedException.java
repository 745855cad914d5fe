package dev.hibernatesplit.internal.connection;

import java.sql.SQLTransactionRollbackException;

/**
 * Another server takes the writes than when the unit began: nothing more was sent, and what it did
 * is rolled back. It may be run again as a whole.
 */
final class PrimaryMovedException extends SQLTransactionRollbackException {

  private static final long serialVersionUID = 1L;

  PrimaryMovedException(String from, String to) {
    super(
        ("The primary has moved from '%s' to '%s' since this transaction or session state began:"
                + " nothing was committed. Roll back, and run it again.")
            .formatted(from, to),
        "40001");
  }
}
