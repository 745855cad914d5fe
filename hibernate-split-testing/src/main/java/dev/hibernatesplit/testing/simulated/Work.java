package dev.hibernatesplit.testing.simulated;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done over one connection to a simulated server: its transactions. For one thread. */
abstract sealed class Work permits PrimaryWork, ReplicaWork {

  private boolean autoCommit = true;
  private boolean readOnly;
  private boolean refusesWrites;
  private boolean aborted;
  private int isolation = Connection.TRANSACTION_READ_COMMITTED;

  /** Where a statement runs, until it is closed. */
  record Place(Connection connection, Runnable leave) {}

  /** Where the next statement runs. */
  abstract Place place();

  /** Where what is no statement is asked. */
  abstract Connection connection();

  /** Ends a transaction well. */
  abstract void ended() throws SQLException;

  /** Ends a transaction as if it had not been. */
  abstract void undone() throws SQLException;

  /** A statement has run well. */
  abstract void has(Text ran) throws SQLException;

  final void before(Text text) throws SQLException {
    if (aborted) {
      throw Faults.aborted();
    }
    if (text.needsPrimary() && refuses()) {
      throw Faults.readOnly(text.verb());
    }
  }

  /** Whether nothing may be written now. */
  boolean refuses() {
    return refusesWrites || (readOnly && !autoCommit);
  }

  final void after(Text text) throws SQLException {
    Boolean refused = text.refusesWritesFromNowOn();
    if (refused != null) {
      refusesWrites = refused;
    }
    has(text);
    if (autoCommit) {
      ended();
    }
  }

  final void failed() throws SQLException {
    if (autoCommit) {
      undone();
    } else {
      aborted = true;
    }
  }

  final void commit() throws SQLException {
    if (aborted) {
      rollback();
    } else {
      ended();
    }
  }

  final void rollback() throws SQLException {
    aborted = false;
    undone();
  }

  /** To a savepoint. */
  final void rolledBack() {
    aborted = false;
  }

  final boolean autoCommit() {
    return autoCommit;
  }

  final void autoCommit(boolean value) throws SQLException {
    if (value && !autoCommit) {
      commit();
    }
    autoCommit = value;
  }

  final boolean readOnly() {
    return readOnly;
  }

  final void readOnly(boolean value) {
    readOnly = value;
  }

  final int isolation() {
    return isolation;
  }

  void isolation(int level) throws SQLException {
    isolation = level;
  }

  /** As it was when it was new. */
  final void reset() throws SQLException {
    rollback();
    autoCommit = true;
    readOnly = false;
    refusesWrites = false;
    if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
      isolation(Connection.TRANSACTION_READ_COMMITTED);
    }
  }
}
