package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.ConsistencyToken;
import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.internal.balancing.NoChoiceException;
import dev.hibernatesplit.internal.balancing.Rotation;
import dev.hibernatesplit.internal.consistency.Promises;
import dev.hibernatesplit.internal.footprint.RowKey;
import dev.hibernatesplit.internal.routing.QueryWishes;
import dev.hibernatesplit.internal.routing.Router;
import dev.hibernatesplit.internal.routing.Scope;
import dev.hibernatesplit.internal.routing.Unit;
import dev.hibernatesplit.internal.routing.Wish;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import dev.hibernatesplit.internal.topology.Vacancy;
import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
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
  private boolean onPrimary;
  private boolean pinned;
  private boolean kept;
  private int changes;
  private boolean schemaChanged;
  private boolean wrote;
  private final Promises promises;

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
    return declaredReadOnly()
        || inReadOnlyScope()
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

  /** The one that is held, else the one that the session keeps. */
  @Override
  public @Nullable String replica() {
    Lease replica = leases.replica();
    if (replica != null) {
      return replica.target().name();
    }
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
    Scope scope = Scope.current();
    if (scope != null && scope.wish() != null) {
      return scope.wish();
    }
    String named = session == null ? null : session.target();
    return named == null ? null : new Wish(named, RoutingReason.SESSION_PROPERTY);
  }

  @Override
  public @Nullable String region() {
    Scope scope = Scope.current();
    String around = scope == null ? null : scope.region();
    return around != null || session == null ? around : session.region();
  }

  /** Whether a transaction has begun on a lease. */
  boolean active() {
    return active;
  }

  /**
   * Changes whenever a statement that was routed before might be routed otherwise now: also when
   * only the session knows that a transaction has begun.
   */
  int epoch() {
    return 2 * (changes + state.version()) + (inTransaction() ? 1 : 0);
  }

  /**
   * Decides where a statement runs, and takes the connection for it.
   *
   * @param row the hash of the row that it names, {@link Promises#ROW_LATER} while nothing is bound
   */
  Route route(StatementInfo statement, QueryWishes queries, long row) throws SQLException {
    refuseWriteWhereReadOnly(statement);
    return route(statement, queries, row, null);
  }

  /**
   * @param setbacks the replicas that are not to be tried again; null for none
   */
  private Route route(
      StatementInfo statement, QueryWishes queries, long row, @Nullable Setbacks setbacks)
      throws SQLException {
    promises.begins();
    Setbacks all = setbacks;
    RoutingDecision decision = decide(statement, queries, all);
    while (decision.role() == TargetRole.REPLICA) {
      Target target = connector.topology().target(decision.target());
      try {
        Lease lease = leaseThatSees(statement, row, target);
        if (lease != null) {
          return enter(statement, decision, lease);
        }
        all = all == null ? new Setbacks() : all;
        all.behind(target);
      } catch (SQLException e) {
        leaseFailed(target, e);
        all = all == null ? new Setbacks() : all;
        all.noLease(target, e);
      }
      decision = decideOrWait(statement, queries, row, all);
    }
    refuseSecondSnapshot(statement.sql());
    if (all != null && decision.reason() == RoutingReason.FENCE) {
      refuseUnknownToken();
      Route stale = staleWithoutPrimary(statement, queries, all);
      if (stale != null) {
        return stale;
      }
    }
    boolean fallsBack = connector.fallback().concerns(decision.reason());
    return enter(statement, decision, fallsBack ? fallbackLease(all) : primaryLease());
  }

  /** A lease of a replica, if it is known to have what the statement must see; else null. */
  private @Nullable Lease leaseThatSees(StatementInfo statement, long row, Target target)
      throws SQLException {
    if (snapshotOnReplica()) {
      return leases.onReplica(target, active); // what it sees was settled by its first statement
    }
    Lease held = leases.replica();
    boolean heldThere = held != null && held.target() == target;
    if (!heldThere && !promises.mayServe(statement, row, target.name(), null)) {
      return null;
    }
    Lease lease = leases.onReplica(target, active);
    if (promises.mayServe(statement, row, target.name(), lease.made())) {
      return lease;
    }
    if (lease.idle()) {
      leases.leaveReplica();
    }
    return null;
  }

  private void refuseUnknownToken() throws SQLException {
    ConsistencyToken token = promises.refusedToken();
    if (token != null) {
      throw new SQLException(
          "Consistency token '"
              + token
              + "' is of another database or timeline, and "
              + SplitSettings.UNKNOWN_TOKEN
              + " = fail.",
          "55000");
    }
  }

  /**
   * A replica that may not have all that the statement must see, if that is better than nothing.
   */
  private @Nullable Route staleWithoutPrimary(
      StatementInfo statement, QueryWishes queries, Setbacks setbacks) throws SQLException {
    boolean primaryServes =
        connector.topology().vacancy() == null && connector.guarantees().primaryAnswers();
    if (primaryServes || !connector.guarantees().staleWithoutPrimary()) {
      return null;
    }
    setbacks.waited();
    RoutingDecision decision = decide(statement, queries, setbacks);
    if (decision.role() != TargetRole.REPLICA) {
      return null;
    }
    Target replica = connector.topology().target(decision.target());
    RoutingDecision stale =
        new RoutingDecision(decision.target(), TargetRole.REPLICA, RoutingReason.STALE);
    promises.unproven();
    return enter(statement, stale, leases.onReplica(replica, active));
  }

  private RoutingDecision decideOrWait(
      StatementInfo statement, QueryWishes queries, long row, Setbacks setbacks)
      throws SQLException {
    RoutingDecision decision = decide(statement, queries, setbacks);
    if (decision.role() == TargetRole.PRIMARY
        && !setbacks.behind().isEmpty()
        && promises.await(statement, row, setbacks.behind())) {
      setbacks.waited();
      return decide(statement, queries, setbacks);
    }
    return decision;
  }

  /** Whether a statement that was placed on a replica still sees there what it must see. */
  boolean stillSees(StatementInfo statement, long row, Lease lease) {
    promises.begins();
    return snapshotOnReplica()
        || promises.mayServe(statement, row, lease.target().name(), lease.made());
  }

  private RoutingDecision decide(
      StatementInfo statement, QueryWishes queries, @Nullable Setbacks setbacks)
      throws SQLException {
    Topology topology = connector.topology();
    Rotation rotation = topology.rotation();
    RoutingDecision decision =
        byName(choose(statement, setbacks == null ? rotation : setbacks.left(rotation), queries));
    if (queries instanceof AskedRouters routers) {
      routers.refuseUnknown(topology);
    }
    StatementInfo.Hint hint = statement.hint();
    if (hint != null || decision.reason() == RoutingReason.TARGET_DOWN) {
      Wish asked = wish();
      String target = hint != null ? hint.target() : asked == null ? null : asked.target();
      if (target != null && !topology.knows(target)) {
        throw new UnknownTargetException(
            target, hint == null ? null : hint.problem(), topology.replicas().keySet());
      }
    }
    boolean again =
        setbacks != null
            && decision.role() == TargetRole.REPLICA
            && setbacks.tried(decision.target());
    boolean behind = setbacks != null && !setbacks.behind().isEmpty();
    if (behind && (again || connector.fallback().concerns(decision.reason()))) {
      return onPrimary(RoutingReason.FENCE);
    }
    return again ? onPrimary(RoutingReason.NO_REPLICA) : decision;
  }

  private RoutingDecision choose(StatementInfo statement, Rotation rotation, QueryWishes queries)
      throws SQLException {
    try {
      return Router.decide(statement, this, rotation, connector.tables().now(), queries);
    } catch (NoChoiceException e) {
      throw new SQLException(e.getMessage(), e.sqlState(), e);
    }
  }

  /** The router knows roles; people know servers by their names. */
  private RoutingDecision byName(RoutingDecision decision) {
    String leader = connector.topology().primary().name();
    return decision.role() == TargetRole.REPLICA || leader.equals(Router.PRIMARY)
        ? decision
        : new RoutingDecision(leader, TargetRole.PRIMARY, decision.reason());
  }

  private RoutingDecision onPrimary(RoutingReason reason) {
    return byName(Router.onPrimary(reason));
  }

  /** The same for a statement that stands on the primary already, and may stay. */
  Route routeOnPrimary(StatementInfo statement, QueryWishes queries) throws SQLException {
    refuseWriteWhereReadOnly(statement);
    RoutingDecision decision = decide(statement, queries, null);
    if (decision.role() == TargetRole.REPLICA) {
      decision = onPrimary(RoutingReason.UNIT_ON_PRIMARY);
    }
    refuseSecondSnapshot(statement.sql());
    return enter(statement, decision, primaryLease());
  }

  /**
   * Where a statement runs that a replica refused or failed with nothing delivered: on another if
   * that may do better and a transaction does not forbid it, else on the primary.
   */
  Route elsewhere(
      StatementInfo statement, QueryWishes queries, long row, Refusal refusal, Setbacks setbacks)
      throws SQLException {
    leases.leaveReplica();
    if (!refusal.ofThisReplicaOnly()) {
      return enter(statement, onPrimary(RoutingReason.REPLICA_REFUSED), primaryLease());
    }
    if (inTransaction() || leases.replica() != null) {
      return enter(statement, onPrimary(RoutingReason.REPLICA_REFUSED), fallbackLease(setbacks));
    }
    Route next = route(statement, queries, row, setbacks);
    return next.because(next.onReplica() ? RoutingReason.RETRIED : RoutingReason.REPLICA_REFUSED);
  }

  /** Who is gone or called off wants no other server, and knows nothing about this one. */
  private void leaseFailed(Target target, SQLException e) throws SQLException {
    if (leases.ended() || Thread.currentThread().isInterrupted()) {
      throw e;
    }
    Lease held = leases.replica();
    if (held != null && held.broken()) {
      leases.leaveReplica();
    } else if (Refusal.ofLease(e)) {
      connector.lost(target, "no connection: " + e.getMessage());
    }
  }

  private Route enter(StatementInfo statement, RoutingDecision decision, Lease lease)
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
    schemaChanged |= statement.kind() == StatementKind.DDL;
    wrote |= primary && Outcome.matters(statement);
    if (inTransaction() || (primary && !state.autoCommit() && !statement.isRead())) {
      begin(primary);
    }
    return new Route(decision, lease);
  }

  private void refuseWrites(Lease lease) throws SQLException {
    try {
      lease.refuseWrites();
    } catch (SQLException | RuntimeException e) {
      settle();
      throw e;
    }
  }

  /** How a statement names a row, or null if it names none, or nobody will ask for it. */
  @Nullable RowKey rowKey(StatementInfo statement) {
    return promises.rowKey(statement);
  }

  /** A statement is about to write a row, among others. */
  void writes(StatementInfo statement, long row) {
    promises.runs(statement, row);
  }

  /** A statement runs now, where it was routed to. */
  void runs(StatementInfo statement, long row) {
    kept |= ServerSession.mayBeAskedAbout(statement, state.autoCommit());
    if (!statement.isRead()) {
      promises.runs(statement, row);
    }
  }

  /** A statement has run. */
  void ran(StatementInfo statement, Route route) {
    if (showsRows(statement)) {
      promises.read(
          statement, route.onReplica() ? route.decision().target() : null, leases.shared());
    }
    if (!statement.isRead()) {
      mayHaveCommitted(statement, route.lease());
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
        promises.anythingWritten();
      }
      promises.committed(asUsual(lease));
    } else if (byText) {
      promises.partCommitted();
    }
  }

  private boolean asUsual(Lease lease) {
    return !pinned && lease.made().asMade();
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
    return held == null || held.broken() ? primaryLease() : held;
  }

  /**
   * The same where a value is made for a read that may be placed only when it runs: where such a
   * read is likely to go, so that it does not need the primary.
   */
  Lease leaseForValues() throws SQLException {
    if (leases.any() == null && connector.queries().waitsForParameters()) {
      Topology topology = connector.topology();
      RoutingDecision likely =
          decide(connector.classifier().classify("select 1"), QueryWishes.NONE, null);
      if (likely.role() == TargetRole.REPLICA) {
        Target target = topology.target(likely.target());
        try {
          return leases.onReplica(target, active);
        } catch (SQLException e) {
          leaseFailed(target, e);
        }
      }
    }
    return anyLease();
  }

  /** The lease that savepoints are on: they undo what the unit does, and it may write. */
  Lease savepoints() throws SQLException {
    Lease replica = leases.replica();
    if (replica != null && snapshotOnReplica()) {
      return replica;
    }
    begin(true);
    return primaryLease();
  }

  /** The driver's own interface: who has it may do anything, so all that follows stays with it. */
  <T> T unwrap(Class<T> type) throws SQLException {
    refuseAfterFailure();
    refuseSecondSnapshot("unwrap(" + type.getName() + ")");
    T driver = primaryLease().physical().unwrap(type);
    pin();
    promises.unwrapped();
    wrote = true;
    if (!state.autoCommit()) {
      begin(true);
    }
    return driver;
  }

  /** The primary's lease, if something that outlives a transaction may live in its session. */
  @Nullable Lease pinnedLease() {
    return pinned ? leases.primary() : null;
  }

  private Lease primaryLease() throws SQLException {
    return primaryLease(null);
  }

  private Lease primaryLease(@Nullable Places places) throws SQLException {
    Target primary = connector.topology().primary();
    try {
      refuseVacancy();
      return leases.onPrimary(primary, active, pinned, places);
    } catch (SQLTransientConnectionException e) {
      if (primary == connector.topology().primary() || leases.ended()) {
        refuseVacancy();
        suspect(primary, e);
        throw e;
      }
      return primaryLease(places); // it moved while we waited
    }
  }

  private void refuseVacancy() throws NoPrimaryException {
    Topology topology = connector.topology();
    Vacancy vacancy = topology.vacancy();
    if (vacancy != null && leases.primary() == null) {
      throw new NoPrimaryException(vacancy, topology);
    }
  }

  /** Where the server that takes the writes seems gone, the next probe comes soon. */
  void suspect(Target primary, SQLException e) {
    boolean demoted = "25006".equals(e.getSQLState()) && !readOnly();
    if (demoted || Refusal.ofLease(e)) {
      connector.topology().suspect(primary);
    }
  }

  /** A commit on a server that leads no more would be lost, or land beside the new one's. */
  void refuseCommitBesidePrimary() throws SQLException {
    Lease written = leases.primary();
    Target primary = connector.topology().primary();
    if (written != null && written.target() != primary) {
      throw new PrimaryMovedException(written.target().name(), primary.name());
    }
  }

  /** The same for a read that is there only because no replica could serve it. */
  private Lease fallbackLease(@Nullable Setbacks setbacks) throws SQLException {
    connector.fallback().check(setbacks == null ? null : setbacks.last());
    return primaryLease(connector.fallback().places(connector.topology().primary()));
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
    return !inTransaction() || (!oneSnapshot() && !from.mayHaveOtherCursors());
  }

  /** Whether a transaction sees one snapshot, which only one server has. */
  boolean oneSnapshot() {
    return isolation() > Connection.TRANSACTION_READ_COMMITTED;
  }

  private void refuseWriteWhereReadOnly(StatementInfo statement) throws SQLException {
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

  private void refuseSecondSnapshot(String what) throws SQLException {
    if (snapshotOnReplica()) {
      throw new SnapshotOnReplicaException(what, String.valueOf(replica()));
    }
  }

  private boolean snapshotOnReplica() {
    return active && !onPrimary && oneSnapshot();
  }

  /** What is held comes to the state that was asked for. */
  void sync() throws SQLException {
    leases.sync(active);
  }

  /** Commits what is held, and says so if nobody knows whether it was. */
  void commit() throws SQLException {
    Lease writes = leases.primary();
    try {
      leases.commit(wrote);
    } catch (SQLException | RuntimeException e) {
      if (writes != null && writes.broken()) {
        promises.outcomeUnknown(connector.gone(writes.made()));
      } else {
        promises.rolledBack();
      }
      throw e;
    }
    promises.committed(writes != null && asUsual(writes));
  }

  /** Rolls back what is held. */
  void rollback() throws SQLException {
    promises.rolledBack();
    leases.rollback();
  }

  /** The connection was closed, and what it held has gone back. */
  void closed() {
    promises.rolledBack();
    promises.givenBack();
  }

  /** The connection is to be ended by whatever thread, whatever runs on it. */
  void aborts() {
    Lease writes = leases.primary();
    if (writes != null) {
      promises.ended(connector.gone(writes.made()));
    }
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
    kept = false;
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
      promises.outcomeUnknown(connector.gone(lease.made()));
    } else if (state.autoCommit()) {
      promises.committed(false);
    }
  }

  /** The transaction is over: its leases go back, but for what something still stands on. */
  void end() {
    active = false;
    onPrimary = false;
    wrote = false;
    promises.rolledBack(); // unless it was committed, which has been told
    changes++;
    kept = false;
    leases.releaseIdle(!pinned);
    tellOfSchema();
  }

  /** Something that stood on a lease is gone; outside a transaction the lease may go, too. */
  void settle() {
    if (!active) {
      leases.releaseIdle(!pinned && !kept);
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
