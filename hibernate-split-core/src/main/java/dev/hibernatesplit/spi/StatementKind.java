package dev.hibernatesplit.spi;

/**
 * What kind of statement is this? The classifier's answer; only {@link #READ} may leave the
 * primary. Where several fit, the later in this order wins: READ, LOCKING_READ, FUNCTION, WRITE,
 * DDL, UNKNOWN, CALL, TRANSACTION, SESSION.
 */
public enum StatementKind {
  /** Proven to be a plain read: nothing it does can be refused, missed or differ on a replica. */
  READ,
  /** A read that locks rows or tables: {@code SELECT … FOR UPDATE}, {@code LOCK TABLE}. */
  LOCKING_READ,
  /**
   * A query that calls a function not known to be harmless, such as {@code nextval}; also NOTIFY.
   */
  FUNCTION,
  /** Changes rows: INSERT, UPDATE, DELETE, MERGE, TRUNCATE, COPY FROM, SELECT INTO. */
  WRITE,
  /** Changes the schema, or is another statement for the whole database, such as VACUUM. */
  DDL,
  /** CALL, DO, and the JDBC escape {@code {call …}}: nobody knows what it does. */
  CALL,
  /**
   * Begins, ends or shapes a transaction: BEGIN, COMMIT, SAVEPOINT, SET LOCAL, transaction locks,
   * cursors.
   */
  TRANSACTION,
  /**
   * Changes what lives in the server's session beyond the transaction: SET, {@code set_config},
   * session advisory locks, temporary tables, PREPARE, LISTEN, cursors WITH HOLD.
   */
  SESSION,
  /**
   * Anything else: what could not be understood, several statements at once, what only the primary
   * can answer (SHOW, node-local views, unlogged tables, sequences read as tables), and what a
   * replica refused before.
   */
  UNKNOWN
}
