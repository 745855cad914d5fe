package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.spi.StatementInfo;
import java.sql.SQLException;

/** May a statement that failed run elsewhere, with nothing delivered of it? */
final class Elsewhere {

  private Elsewhere() {}

  /**
   * Why it may.
   *
   * @param here where it stood
   * @param closed whether it was closed meanwhile
   * @param repeatable whether all that was bound can be bound again
   * @throws SQLException what the application is to see, if it may not
   */
  static Refusal afterFailure(
      UnitOfWork unit,
      StatementInfo statement,
      Lease here,
      Setbacks setbacks,
      SQLException failure,
      boolean closed,
      boolean repeatable)
      throws SQLException {
    here.failed(failure);
    Refusal refusal = here.takesWrites() ? null : Refusal.of(failure);
    if (here.takesWrites()) {
      PrimaryLeases.suspect(unit, here.target(), failure);
    }
    if (refusal == null || closed) {
      throw Outcome.after(setbacks.last(), unit.effects().failed(statement, here, failure));
    }
    if (refusal == Refusal.LOST) {
      unit.connector().lost(here.target(), String.valueOf(failure.getMessage()));
    }
    if (refusal.ofThisReplicaOnly() && !unit.connector().fallback().retriesReads()) {
      throw failure;
    }
    if (!repeatable) {
      throw unrepeatable(statement, here, failure);
    }
    if (!unit.mayMove(here)) {
      throw stuck(unit, statement, here, refusal, failure);
    }
    return refusal;
  }

  private static SQLException unrepeatable(
      StatementInfo statement, Lease here, SQLException failure) {
    return new SQLException(
        "Replica '"
            + here.target().name()
            + "' did not run «"
            + statement.sql()
            + "», and it cannot run elsewhere, since a stream among its parameters can be read once"
            + " only: "
            + failure.getMessage(),
        failure.getSQLState(),
        failure);
  }

  /** What only the primary can do, in a transaction that cannot go there. */
  private static SQLException stuck(
      UnitOfWork unit, StatementInfo statement, Lease here, Refusal refusal, SQLException refused) {
    if (refusal.ofThisReplicaOnly() || !unit.oneSnapshot()) {
      return refused;
    }
    SQLException clear = new SnapshotOnReplicaException(statement.sql(), here.target().name());
    clear.initCause(refused);
    return clear;
  }
}
