package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.spi.StatementInfo;
import java.sql.SQLException;

/** May a statement that failed run elsewhere, with nothing delivered of it? */
final class Elsewhere {

  private Elsewhere() {}

  /**
   * Why it may.
   *
   * @param closed whether it was closed meanwhile
   * @param repeatable whether all that was bound can be bound again
   * @throws SQLException what the application is to see, if it may not
   */
  static Refusal afterFailure(
      SplitConnection connection,
      StatementInfo statement,
      Route here,
      Setbacks setbacks,
      SQLException failure,
      boolean closed,
      boolean repeatable)
      throws SQLException {
    boolean again = false;
    try {
      Refusal refusal = judge(connection, statement, here, setbacks, failure, closed, repeatable);
      again = true;
      return refusal;
    } finally {
      connection.connector.listener().statementFailed(statement, here.decision(), failure, again);
    }
  }

  private static Refusal judge(
      SplitConnection connection,
      StatementInfo statement,
      Route here,
      Setbacks setbacks,
      SQLException failure,
      boolean closed,
      boolean repeatable)
      throws SQLException {
    Lease lease = here.lease();
    lease.failed(failure);
    Refusal refusal = here.onReplica() ? Refusal.of(failure) : null;
    if (!here.onReplica()) {
      PrimaryLeases.suspect(connection.unit, lease.target(), failure);
    }
    if (refusal == null || closed) {
      throw Outcome.after(
          setbacks.last(), connection.unit.effects().failed(statement, lease, failure));
    }
    if (refusal == Refusal.LOST) {
      connection.connector.lost(lease.target(), String.valueOf(failure.getMessage()));
    }
    if (refusal.ofThisReplicaOnly() && !connection.connector.fallback().retriesReads()) {
      throw failure;
    }
    if (!repeatable) {
      throw unrepeatable(statement, here, failure);
    }
    if (!connection.unit.mayMove(lease)) {
      throw stuck(connection.unit, statement, here, refusal, failure);
    }
    return refusal;
  }

  private static SQLException unrepeatable(
      StatementInfo statement, Route here, SQLException failure) {
    return new SQLException(
        "Replica '"
            + here.decision().target()
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
      UnitOfWork unit, StatementInfo statement, Route here, Refusal refusal, SQLException refused) {
    if (refusal.ofThisReplicaOnly() || !unit.oneSnapshot()) {
      return refused;
    }
    SQLException clear =
        new SnapshotOnReplicaException(statement.sql(), here.lease().target().name());
    clear.initCause(refused);
    return clear;
  }
}
