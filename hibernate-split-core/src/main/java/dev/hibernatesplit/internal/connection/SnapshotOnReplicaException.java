package dev.hibernatesplit.internal.connection;

import java.sql.SQLException;

/**
 * A transaction with one snapshot, taken on a replica, was asked for what only the primary can do.
 */
final class SnapshotOnReplicaException extends SQLException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what the statement, or the method that was called
   */
  SnapshotOnReplicaException(String what, String replica) {
    super(
        "At REPEATABLE READ a transaction stays on the server of its snapshot, here replica '"
            + replica
            + "', which cannot run «"
            + what
            + "». Use READ COMMITTED, or do not declare the transaction read-only.",
        "25001");
  }
}
