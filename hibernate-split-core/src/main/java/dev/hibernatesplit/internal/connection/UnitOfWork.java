package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.internal.routing.Router;
import dev.hibernatesplit.internal.routing.Unit;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementKind;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The unit that a connection is in, and the leases that it holds for it.
 *
 * <p>Inside a unit the way goes from a replica to the primary and never back. A lease is given back
 * when its unit ends, outside a transaction when its last statement closes; the primary's stays
 * while something that outlives a transaction may live in its session.
 */
final class UnitOfWork implements Unit {

  private final Connector connector;
  private final @Nullable SessionView session;
  private final boolean readOnlyConnection;
  private final ConnectionState state;
  private final Leases leases;
  private boolean active;
  private boolean onPrimary;
  private boolean pinned;
  private int changes;
  private boolean schemaChanged;

  UnitOfWork(
      Connector connector,
      @Nullable SessionView session,
      boolean readOnlyConnection,
      ConnectionState state,
      Leases leases) {
    this.connector = connector;
    this.session = session;
    this.readOnlyConnection = readOnlyConnection;
    this.state = state;
    this.leases = leases;
  }

  @Override
  public boolean bound() {
    return session != null;
  }

  /** A pool may hand out connections that do not auto-commit; the session then knows better. */
  @Override
  public boolean inTransaction() {
    return !state.autoCommit() && (active || session == null || session.transactionInProgress());
  }

  @Override
  public boolean readOnly() {
    return declaredReadOnly() || (session != null && session.readOnlyBySigns());
  }

  private boolean declaredReadOnly() {
    return readOnlyConnection || state.readOnly();
  }

  @Override
  public boolean serializable() {
    return isolation() == Connection.TRANSACTION_SERIALIZABLE;
  }

  private int isolation() {
    Integer asked = state.isolation();
    return asked == null ? connector.facts().isolation() : asked;
  }

  @Override
  public boolean pinned() {
    return pinned;
  }

  @Override
  public boolean partOfAWrite() {
    return session != null && session.partOfAWrite();
  }

  @Override
  public boolean onPrimary() {
    return onPrimary;
  }

  @Override
  public @Nullable String replica() {
    Lease replica = leases.replica();
    return replica == null ? null : replica.target().name();
  }

  /** Whether a transaction has begun on a lease. */
  boolean active() {
    return active;
  }

  /** Changes whenever a statement that was routed before might be routed otherwise now. */
  int epoch() {
    return changes + state.version();
  }

  /** Decides where a statement runs, and takes the connection for it. */
  Route route(StatementInfo statement) throws SQLException {
    refuseWriteWhereReadOnly(statement);
    Topology topology = connector.topology();
    RoutingDecision decision = Router.decide(statement, this, topology.rotation());
    int failures = 0;
    while (decision.role() == TargetRole.REPLICA) {
      Target target = topology.target(decision.target());
      try {
        return enter(statement, decision, leases.on(target));
      } catch (SQLException e) {
        leaseFailed(target, e);
      }
      decision =
          ++failures < topology.replicas().size()
              ? Router.decide(statement, this, topology.rotation())
              : Router.onPrimary(RoutingReason.NO_REPLICA);
    }
    refuseSecondSnapshot(statement);
    return enter(statement, decision, leases.on(topology.primary()));
  }

  /** The same for a statement that stands on the primary already, and may stay. */
  Route routeOnPrimary(StatementInfo statement) throws SQLException {
    refuseWriteWhereReadOnly(statement);
    RoutingDecision decision = Router.decide(statement, this, connector.topology().rotation());
    if (decision.role() == TargetRole.REPLICA) {
      decision = Router.onPrimary(RoutingReason.UNIT_ON_PRIMARY);
    }
    return enter(statement, decision, leases.on(connector.topology().primary()));
  }

  /** What the connection holds, for questions that any server can answer; else the primary's. */
  Lease anyLease() throws SQLException {
    Lease held = leases.any();
    return held == null ? primary() : held;
  }

  /** A pool whose connections are all in use says nothing about its server. */
  private void leaseFailed(Target target, SQLException e) {
    if (!target.exhausted()) {
      connector.topology().fails(target, "no connection: " + e.getMessage());
    }
  }

  /**
   * After a replica refused or failed a statement with nothing delivered: the way to the primary.
   */
  Route moveToPrimary(StatementInfo statement) throws SQLException {
    leases.rollbackReplica();
    return enter(
        statement,
        Router.onPrimary(RoutingReason.REPLICA_REFUSED),
        leases.on(connector.topology().primary()));
  }

  /** The primary, for what is not a statement: savepoints, the driver's own interfaces. */
  Lease primary() throws SQLException {
    Lease lease = leases.on(connector.topology().primary());
    if (!state.autoCommit()) {
      begin(true);
    }
    return lease;
  }

  private Route enter(StatementInfo statement, RoutingDecision decision, Lease lease) {
    boolean primary = decision.role() == TargetRole.PRIMARY;
    if (primary && ServerSession.mayOutlive(statement, state.autoCommit())) {
      pin();
    }
    schemaChanged |= statement.kind() == StatementKind.DDL;
    if (inTransaction() || (primary && !state.autoCommit())) {
      begin(primary);
    }
    return new Route(decision, lease);
  }

  private void begin(boolean primary) {
    active = true;
    if (primary && !onPrimary) {
      onPrimary = true;
      changes++;
    }
  }

  /** From now on everything runs on the primary's connection that is held, until we are closed. */
  void pin() {
    if (!pinned) {
      pinned = true;
      changes++;
    }
  }

  /** Whether a statement that failed on a replica may run on the primary in its stead. */
  boolean mayMove(Lease from) {
    return !inTransaction()
        || (isolation() <= Connection.TRANSACTION_READ_COMMITTED && !from.mayHaveOtherCursors());
  }

  private void refuseWriteWhereReadOnly(StatementInfo statement) throws SQLException {
    boolean writes =
        statement.kind() == StatementKind.WRITE || statement.kind() == StatementKind.DDL;
    if (writes && session != null && !pinned && declaredReadOnly()) {
      throw new ReadOnlyUnitException(statement);
    }
  }

  private void refuseSecondSnapshot(StatementInfo statement) throws SQLException {
    if (active && !onPrimary && isolation() > Connection.TRANSACTION_READ_COMMITTED) {
      throw new SnapshotOnReplicaException(statement, String.valueOf(replica()));
    }
  }

  /** The transaction is over: its leases go back, but for what something still stands on. */
  void end() {
    active = false;
    onPrimary = false;
    changes++;
    leases.releaseIdle(!pinned);
    tellOfSchema();
  }

  /** Something that stood on a lease is gone; outside a transaction the lease may go, too. */
  void settle() {
    if (!active) {
      leases.releaseIdle(!pinned);
      tellOfSchema();
    }
  }

  private void tellOfSchema() {
    if (schemaChanged) {
      schemaChanged = false;
      connector.schemaChanged().run();
    }
  }
}
