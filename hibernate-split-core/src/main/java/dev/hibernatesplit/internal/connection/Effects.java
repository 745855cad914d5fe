package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.internal.consistency.Promises;
import dev.hibernatesplit.internal.consistency.Writes;
import dev.hibernatesplit.internal.footprint.RowKey;
import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementKind;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What do the statements of a unit, and its end, make others see?
 *
 * <p>Tells what ran, what was committed, and what nobody knows the outcome of.
 */
final class Effects {

  private final UnitOfWork unit;
  private final ConnectionState state;
  private final Promises promises;
  private @Nullable Writes writes;
  private boolean wrote;
  private volatile boolean changesSchema;

  Effects(UnitOfWork unit, ConnectionState state, Promises promises) {
    this.unit = unit;
    this.state = state;
    this.promises = promises;
  }

  private Writes writes() {
    Writes known = writes;
    if (known == null) {
      known = new Writes(promises);
      writes = known;
    }
    return known;
  }

  /** A statement is about to run on the primary, or on a replica. */
  void enters(StatementInfo statement, boolean primary) {
    wrote |= primary && Outcome.matters(statement);
  }

  /** Whoever has the driver's own connection may do anything. */
  void unwrapped() {
    writes().unwrapped();
    wrote = true;
  }

  /** The transaction is over, one way or the other. */
  void ended() {
    wrote = false;
    rolledBack(); // unless it was committed, which has been told
  }

  /** How a statement names a row, or null if it names none, or nobody will ask for it. */
  @Nullable RowKey rowKey(StatementInfo statement) {
    return promises.rowKey(statement);
  }

  /** A statement is about to write a row, among others. */
  void writes(StatementInfo statement, long row) {
    writes().runs(statement, row);
  }

  /** A statement runs now, where it was routed to. */
  void runs(StatementInfo statement, long row) {
    if (statement.kind() == StatementKind.DDL && !changesSchema) {
      changesSchema = true;
      unit.connector().schema().begin().run();
    }
    unit.runs();
    unit.keeps(ServerSession.mayBeAskedAbout(statement, state.autoCommit()));
    if (!statement.isRead()) {
      writes().runs(statement, row);
    }
  }

  /** A statement has run. */
  void ran(StatementInfo statement, Lease lease) {
    if (showsRows(statement)) {
      promises.read(
          statement,
          lease.takesWrites() ? null : lease.target().name(),
          lease.made().madeAt(),
          unit.leases().shared());
    }
    if (!statement.isRead()) {
      mayHaveCommitted(statement, lease);
    }
  }

  /** What a write returns is its own, and found by whoever finds the write. */
  private static boolean showsRows(StatementInfo statement) {
    return switch (statement.kind()) {
      case READ, LOCKING_READ, CALL, UNKNOWN -> true;
      case FUNCTION -> statement.mayWrite();
      case WRITE, DDL, TRANSACTION, SESSION -> false;
    };
  }

  private void mayHaveCommitted(StatementInfo statement, Lease lease) {
    boolean byText =
        statement.kind() == StatementKind.TRANSACTION || statement.kind() == StatementKind.UNKNOWN;
    if (state.autoCommit()) {
      if (statement.kind() == StatementKind.TRANSACTION) {
        writes().anythingWritten();
      }
      committed(asUsual(lease));
    } else if (byText) {
      writes().partCommitted();
    }
  }

  private boolean asUsual(Lease lease) {
    return !unit.pinned() && lease.made().asMade();
  }

  /** Commits what is held, and says so if nobody knows whether it was. */
  void commit() throws SQLException {
    Lease primary = unit.leases().primary();
    try {
      unit.leases().commit(wrote);
    } catch (SQLException | RuntimeException e) {
      if (primary != null && primary.broken()) {
        outcomeUnknown(primary);
      } else {
        rolledBack();
      }
      throw e;
    }
    committed(primary != null && asUsual(primary));
  }

  private void committed(boolean asUsual) {
    if (writes != null) {
      writes.committed(asUsual);
    }
  }

  private void rolledBack() {
    if (writes != null) {
      writes.rolledBack();
    }
  }

  private void outcomeUnknown(Lease lease) {
    if (writes != null) {
      writes.outcomeUnknown(unit.connector().gone(lease.made()));
    }
  }

  /** Rolls back what is held. */
  void rollback() throws SQLException {
    rolledBack();
    unit.leases().rollback();
  }

  /** The connection was closed, and what it held has gone back. */
  void connectionClosed() {
    promises.closed();
    if (writes != null) {
      writes.rolledBack();
      writes.givenBack();
    }
    tellOfSchema();
  }

  /** The connection is to be ended by whatever thread, whatever runs on it. */
  void aborts() {
    Lease primary = unit.leases().primary();
    if (primary != null && writes != null) {
      writes.ended(unit.connector().gone(primary.made()));
    }
    tellOfSchema();
  }

  /**
   * A statement failed, which is not run again. What it leaves in the primary's session is lost
   * with the connection.
   *
   * @return what the application is to see
   */
  SQLException failed(StatementInfo statement, Lease lease, SQLException error) {
    if (lease.takesWrites() && !statement.isRead()) {
      failedOnPrimary(statement, lease);
    }
    if (!lease.broken() || !lease.takesWrites()) {
      return error;
    }
    unit.keepsNothing();
    return takesEffectAtOnce(statement) && Outcome.matters(statement)
        ? Outcome.of(error, lease.target().name(), "«" + statement.sql() + "»")
        : error;
  }

  /** Whether it waits for no commit: outside a transaction, or because it is one in text. */
  private boolean takesEffectAtOnce(StatementInfo statement) {
    return state.autoCommit() || statement.kind() == StatementKind.TRANSACTION;
  }

  /** What failed as a whole may have committed a part: a batch, a procedure. */
  private void failedOnPrimary(StatementInfo statement, Lease lease) {
    if (lease.broken() && takesEffectAtOnce(statement)) {
      outcomeUnknown(lease);
    } else if (state.autoCommit()) {
      committed(false);
    }
  }

  /** What changed the schema, if anything did, is over. */
  void tellOfSchema() {
    if (changesSchema && endsChange()) {
      unit.connector().schema().end().run();
    }
  }

  /** Whoever aborts the connection may come at the same time. */
  private synchronized boolean endsChange() {
    boolean ends = changesSchema;
    changesSchema = false;
    return ends;
  }
}
