package dev.hibernatesplit.spi;

/**
 * What kind of statement is this? The classifier's answer; only {@link #READ} may leave the
 * primary.
 */
public enum StatementKind {
  /** Proven to be a plain read: nothing it does can be refused, missed or differ on a replica. */
  READ,
  /** A read that locks rows, such as {@code SELECT … FOR UPDATE}. */
  LOCKING_READ,
  /** A query that calls a function not known to be harmless, such as {@code nextval}. */
  FUNCTION,
  /** Changes rows: INSERT, UPDATE, DELETE, MERGE, COPY FROM, also inside WITH. */
  WRITE,
  /** Changes the schema, or is another statement for the whole database, such as VACUUM. */
  DDL,
  /** CALL, DO, and the JDBC escape {@code {call …}}: nobody knows what it does. */
  CALL,
  /**
   * Begins, ends or shapes a transaction: BEGIN, COMMIT, SAVEPOINT, SET LOCAL, transaction locks.
   */
  TRANSACTION,
  /**
   * Changes what lives in the server's session beyond the transaction: SET, {@code set_config},
   * session advisory locks, temporary tables, PREPARE, LISTEN, cursors WITH HOLD.
   */
  SESSION,
  /** Anything else, also what could not be understood. */
  UNKNOWN
}
