package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.internal.config.TransactionReads;
import dev.hibernatesplit.internal.consistency.Promises;
import dev.hibernatesplit.internal.routing.Scope;
import dev.hibernatesplit.internal.routing.Unit;
import dev.hibernatesplit.internal.routing.Wish;
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
 * while something that outlives a transaction may live in its session, and after a write outside a
 * transaction until the next transaction ends.
 */
final class UnitOfWork implements Unit {

  private final Connector connector;
  private final @Nullable SessionView session;
  private final boolean readOnlyConnection;
  private final ConnectionState state;
  private final Leases leases;
  private boolean active;
  private boolean ran;
  private boolean onPrimary;
  private boolean pinned;
  private boolean kept;
  private int changes;
  private final Promises promises;
  private final Effects effects;

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
    this.promises = connector.guarantees().promises(session);
    this.effects = new Effects(this, state, promises);
  }

  @Override
  public boolean bound() {
    return session != null;
  }

  /** A pool may hand out connections that do not auto-commit; the session then knows better. */
  @Override
  public boolean inTransaction() {
    return !state.autoCommit()
        && (active
            || session == null
            || connector.facts().autoCommit()
            || session.transactionInProgress());
  }

  @Override
  public boolean readOnly() {
    Scope scope = promises.scope();
    return declaredReadOnly()
        || (scope != null && scope.readOnly())
        || (session != null && session.readOnlyBySigns());
  }

  private static boolean inReadOnlyScope() {
    Scope scope = Scope.current();
    return scope != null && scope.readOnly();
  }

  private boolean declaredReadOnly() {
    return readOnlyConnection || state.readOnly();
  }

  @Override
  public boolean readsUntilWrite() {
    return connector.transactions().reads() == TransactionReads.UNTIL_WRITE
        && !oneSnapshot()
        && session != null
        && session.onlyReads();
  }

  @Override
  public boolean serializable() {
    return isolation() == Connection.TRANSACTION_SERIALIZABLE;
  }

  int isolation() {
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
  public boolean primaryOnly() {
    return promises.level() == Consistency.PRIMARY;
  }

  @Override
  public @Nullable String replica() {
    Lease replica = leases.replica();
    return replica == null ? null : replica.target().name();
  }

  @Override
  public @Nullable String kept() {
    return region() == null ? promises.keeps() : null;
  }

  /** Something stands on it, or its snapshot is the transaction's. */
  @Override
  public boolean holdsFast() {
    Lease replica = leases.replica();
    return replica != null && (!replica.idle() || snapshotOnReplica());
  }

  @Override
  public @Nullable Wish wish() {
    Scope scope = promises.scope();
    if (scope != null && scope.wish() != null) {
      return scope.wish();
    }
    String named = session == null ? null : session.target();
    return named == null ? null : new Wish(named, RoutingReason.SESSION_PROPERTY);
  }

  @Override
  public @Nullable String region() {
    Scope scope = promises.scope();
    String around = scope == null ? null : scope.region();
    return around != null || session == null ? around : session.region();
  }

  Connector connector() {
    return connector;
  }

  Leases leases() {
    return leases;
  }

  Promises promises() {
    return promises;
  }

  /** What its statements make others see. */
  Effects effects() {
    return effects;
  }

  /** What a later statement may ask the same server session for, if so. */
  void keeps(boolean something) {
    kept |= something;
  }

  /** The server session is lost, with all that was in it. */
  void keepsNothing() {
    kept = false;
  }

  /** Whether a transaction has begun on a lease. */
  boolean active() {
    return active;
  }

  /**
   * Changes whenever a statement that was routed before might be routed otherwise now: also when
   * only the session knows that a transaction has begun, or means to write.
   */
  int epoch() {
    int phase = !inTransaction() ? 0 : readsUntilWrite() ? 1 : 2;
    return 3 * (changes + state.version()) + phase;
  }

  /** Whether a read waits where no replica is known to have what it must see. */
  boolean mayWait() {
    return promises.mayWait();
  }

  /** A statement begins, or is prepared, if its row is not known yet. */
  void reads(long row) {
    promises.begins(row, inTransaction() && oneSnapshot());
  }

  /** A statement runs. */
  void runs() {
    ran = active;
  }

  /** Whether a statement that was placed on a replica still sees there what it must see. */
  boolean stillSees(StatementInfo statement, long row, Lease lease) {
    reads(row);
    return snapshotOnReplica()
        || promises.mayServe(statement, row, lease.target().name(), lease.made());
  }

  /** The statement runs there: what that means for the unit. */
  RoutingDecision enter(StatementInfo statement, RoutingDecision decision, Lease lease)
      throws SQLException {
    boolean primary = decision.role() == TargetRole.PRIMARY;
    if (primary
        && session != null
        && declaredReadOnly()
        && !statement.isRead()
        && !inTransaction()) {
      refuseWrites(lease);
    }
    if (primary && ServerSession.mayOutlive(statement, state.autoCommit())) {
      pin();
    }
    effects.enters(statement, primary);
    if (inTransaction() || (primary && !state.autoCommit() && !statement.isRead())) {
      begin(primary);
      if (!primary && showsTransaction(statement)) {
        lease.begin();
      }
    }
    return decision;
  }

  /** The lease that a decision led to which was just taken. */
  Lease lease(RoutingDecision decision) throws SQLException {
    return leases.of(decision.role());
  }

  /** Whether its answer depends on when its transaction began, as far as anybody knows. */
  private static boolean showsTransaction(StatementInfo statement) {
    return statement.transactionTime() || !statement.functions().isEmpty();
  }

  private void refuseWrites(Lease lease) throws SQLException {
    try {
      lease.refuseWrites();
    } catch (SQLException | RuntimeException e) {
      settle();
      throw e;
    }
  }

  private void begin(boolean primary) {
    active = true;
    if (primary && !onPrimary) {
      onPrimary = true;
      changes++;
    }
  }

  /**
   * What the connection holds, else the primary's, for questions that are no part of the unit: who
   * asks must {@link #settle} afterwards.
   */
  Lease anyLease() throws SQLException {
    Lease held = leases.any();
    return held == null || held.broken() ? PrimaryLeases.lease(this) : held;
  }

  /** The lease that savepoints are on: they undo what the unit does, and it may write. */
  Lease savepoints() throws SQLException {
    Lease replica = leases.replica();
    if (replica != null && snapshotOnReplica()) {
      return replica;
    }
    begin(true);
    return PrimaryLeases.lease(this);
  }

  /** The driver's own interface: who has it may do anything, so all that follows stays with it. */
  <T> T unwrap(Class<T> type) throws SQLException {
    refuseAfterFailure();
    refuseSecondSnapshot("unwrap(" + type.getName() + ")");
    T driver = PrimaryLeases.lease(this).physical().unwrap(type);
    pin();
    effects.unwrapped();
    if (!state.autoCommit()) {
      begin(true);
    }
    return driver;
  }

  /** The primary's lease, if something that outlives a transaction may live in its session. */
  @Nullable Lease pinnedLease() {
    return pinned ? leases.primary() : null;
  }

  /** From now on everything runs on the primary's connection that is held, until we are closed. */
  private void pin() {
    if (!pinned) {
      pinned = true;
      changes++;
    }
    Lease lease = leases.primary();
    if (lease != null) {
      lease.made().sessionChanged();
    }
  }

  /** Whether a statement that failed on a replica may run on the primary in its stead. */
  boolean mayMove(Lease from) {
    return !inTransaction() || (!oneSnapshot() && !from.isReadOn());
  }

  /** Whether a transaction sees one snapshot, which only one server has. */
  boolean oneSnapshot() {
    return isolation() > Connection.TRANSACTION_READ_COMMITTED;
  }

  void refuseWriteWhereReadOnly(StatementInfo statement) throws SQLException {
    boolean writes =
        statement.kind() == StatementKind.WRITE || statement.kind() == StatementKind.DDL;
    if (writes && session != null && !pinned && (declaredReadOnly() || inReadOnlyScope())) {
      throw new ReadOnlyUnitException(statement);
    }
  }

  /** What failed on a replica has failed as a whole, as it would have on one server. */
  void refuseAfterFailure() throws SQLException {
    if (active && leases.replicaFailed()) {
      throw new SQLException(
          "The transaction failed on replica '"
              + replica()
              + "': nothing runs in it until it is rolled back.",
          "25P02");
    }
  }

  void refuseSecondSnapshot(String what) throws SQLException {
    if (snapshotOnReplica()) {
      throw new SnapshotOnReplicaException(what, String.valueOf(replica()));
    }
  }

  /**
   * Whether it has a snapshot that only the replica it reads from has. PostgreSQL takes it with the
   * first statement that runs, not when that is prepared, nor with BEGIN.
   */
  boolean snapshotOnReplica() {
    return ran && !onPrimary && oneSnapshot();
  }

  /** What is held comes to the state that was asked for. */
  void sync() throws SQLException {
    leases.sync(active);
  }

  /** The transaction is over: its leases go back, but for what something still stands on. */
  void end() {
    active = false;
    ran = false;
    onPrimary = false;
    effects.ended();
    changes++;
    kept = false;
    leases.over();
    leases.releaseIdle(!pinned);
    effects.tellOfSchema();
  }

  /** Something that stood on a lease is gone; outside a transaction the lease may go, too. */
  void settle() {
    if (!active) {
      leases.releaseIdle(!pinned && !kept);
      effects.tellOfSchema();
    }
  }
}
