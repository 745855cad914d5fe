package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.ConsistencyToken;
import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.internal.balancing.NoChoiceException;
import dev.hibernatesplit.internal.balancing.Rotation;
import dev.hibernatesplit.internal.consistency.Promises;
import dev.hibernatesplit.internal.routing.QueryWishes;
import dev.hibernatesplit.internal.routing.Router;
import dev.hibernatesplit.internal.routing.Wish;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import dev.hibernatesplit.spi.StatementInfo;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Which server takes this statement, and over which connection?
 *
 * <p>The router chooses by the rules. A replica is taken if there is a connection of it to be had
 * and it is known to have what the statement must see; else another is chosen, or somebody waits,
 * or the primary serves.
 */
final class Dispatcher {

  private Dispatcher() {}

  /**
   * Decides where a statement runs, and takes the connection for it, which the unit then holds.
   *
   * @param row the hash of the row that it names, {@link Promises#ROW_LATER} while nothing is bound
   */
  static RoutingDecision route(
      UnitOfWork unit, StatementInfo statement, QueryWishes queries, long row) throws SQLException {
    unit.refuseWriteWhereReadOnly(statement);
    return route(unit, statement, queries, row, null);
  }

  /**
   * @param setbacks the replicas that are not to be tried again; null for none
   */
  private static RoutingDecision route(
      UnitOfWork unit,
      StatementInfo statement,
      QueryWishes queries,
      long row,
      @Nullable Setbacks setbacks)
      throws SQLException {
    unit.reads(row);
    Setbacks all = setbacks;
    RoutingDecision decision = decide(unit, statement, queries, all);
    while (decision.role() == TargetRole.REPLICA) {
      Target target = unit.connector().topology().target(decision.target());
      try {
        Lease lease = leaseThatSees(unit, statement, row, target);
        if (lease != null) {
          return unit.enter(statement, decision, lease);
        }
        all = all == null ? new Setbacks() : all;
        all.behind(target);
      } catch (SQLException e) {
        leaseFailed(unit, target, e);
        all = all == null ? new Setbacks() : all;
        all.noLease(target, e);
      }
      decision = decideOrWait(unit, statement, queries, row, all);
    }
    unit.refuseSecondSnapshot(statement.sql());
    if (all != null && decision.reason() == RoutingReason.FENCE) {
      refuseUnknownToken(unit);
      RoutingDecision stale = staleWithoutPrimary(unit, statement, queries, all);
      if (stale != null) {
        return stale;
      }
    }
    boolean fallsBack = unit.connector().fallback().concerns(decision.reason());
    return unit.enter(
        statement,
        decision,
        fallsBack ? PrimaryLeases.fallback(unit, all) : PrimaryLeases.lease(unit));
  }

  /** A lease of a replica, if it is known to have what the statement must see; else null. */
  private static @Nullable Lease leaseThatSees(
      UnitOfWork unit, StatementInfo statement, long row, Target target) throws SQLException {
    Leases leases = unit.leases();
    Promises promises = unit.promises();
    if (unit.snapshotOnReplica()) {
      return leases.onReplica(
          target, unit.active()); // what it sees was settled by its first statement
    }
    Lease held = leases.replica();
    boolean heldThere = held != null && held.target() == target;
    if (!heldThere && !promises.mayServe(statement, row, target.name(), null)) {
      return null;
    }
    Lease lease = leases.onReplica(target, unit.active());
    if (promises.mayServe(statement, row, target.name(), lease.made())) {
      return lease;
    }
    if (lease.idle()) {
      leases.leaveReplica();
    }
    return null;
  }

  private static void refuseUnknownToken(UnitOfWork unit) throws SQLException {
    ConsistencyToken token = unit.promises().refusedToken();
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
  private static @Nullable RoutingDecision staleWithoutPrimary(
      UnitOfWork unit, StatementInfo statement, QueryWishes queries, Setbacks setbacks)
      throws SQLException {
    Connector connector = unit.connector();
    boolean primaryServes =
        connector.topology().vacancy() == null && connector.guarantees().primaryAnswers();
    if (primaryServes || !connector.guarantees().staleWithoutPrimary()) {
      return null;
    }
    setbacks.waited();
    RoutingDecision decision = decide(unit, statement, queries, setbacks);
    if (decision.role() != TargetRole.REPLICA) {
      return null;
    }
    Target replica = connector.topology().target(decision.target());
    RoutingDecision stale =
        new RoutingDecision(decision.target(), TargetRole.REPLICA, RoutingReason.STALE);
    unit.promises().unproven();
    return unit.enter(statement, stale, unit.leases().onReplica(replica, unit.active()));
  }

  private static RoutingDecision decideOrWait(
      UnitOfWork unit, StatementInfo statement, QueryWishes queries, long row, Setbacks setbacks)
      throws SQLException {
    RoutingDecision decision = decide(unit, statement, queries, setbacks);
    if (decision.role() == TargetRole.PRIMARY
        && !setbacks.behind().isEmpty()
        && unit.promises().await(statement, row, setbacks.behind())) {
      setbacks.waited();
      return decide(unit, statement, queries, setbacks);
    }
    return decision;
  }

  private static RoutingDecision decide(
      UnitOfWork unit, StatementInfo statement, QueryWishes queries, @Nullable Setbacks setbacks)
      throws SQLException {
    Connector connector = unit.connector();
    Topology topology = connector.topology();
    Rotation rotation = topology.rotation();
    RoutingDecision decision =
        byName(
            connector,
            choose(
                unit, statement, setbacks == null ? rotation : setbacks.left(rotation), queries));
    if (queries instanceof AskedRouters routers) {
      routers.refuseUnknown(topology);
    }
    StatementInfo.Hint hint = statement.hint();
    if (hint != null || decision.reason() == RoutingReason.TARGET_DOWN) {
      Wish asked = unit.wish();
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
      return onPrimary(connector, RoutingReason.FENCE);
    }
    return again ? onPrimary(connector, RoutingReason.NO_REPLICA) : decision;
  }

  private static RoutingDecision choose(
      UnitOfWork unit, StatementInfo statement, Rotation rotation, QueryWishes queries)
      throws SQLException {
    try {
      return Router.decide(statement, unit, rotation, unit.connector().tables().now(), queries);
    } catch (NoChoiceException e) {
      throw new SQLException(e.getMessage(), e.sqlState(), e);
    }
  }

  /** The router knows roles; people know servers by their names. */
  private static RoutingDecision byName(Connector connector, RoutingDecision decision) {
    String leader = connector.topology().primary().name();
    return decision.role() == TargetRole.REPLICA || leader.equals(Router.PRIMARY)
        ? decision
        : new RoutingDecision(leader, TargetRole.PRIMARY, decision.reason());
  }

  private static RoutingDecision onPrimary(Connector connector, RoutingReason reason) {
    return byName(connector, Router.onPrimary(reason));
  }

  /** The same for a statement that stands on the primary already, and may stay. */
  static RoutingDecision routeOnPrimary(
      UnitOfWork unit, StatementInfo statement, QueryWishes queries, long row) throws SQLException {
    unit.refuseWriteWhereReadOnly(statement);
    unit.reads(row);
    RoutingDecision decision = decide(unit, statement, queries, null);
    if (decision.role() == TargetRole.REPLICA) {
      decision = onPrimary(unit.connector(), RoutingReason.UNIT_ON_PRIMARY);
    }
    unit.refuseSecondSnapshot(statement.sql());
    return unit.enter(statement, decision, PrimaryLeases.lease(unit));
  }

  /**
   * Where a statement runs that a replica refused or failed with nothing delivered: on another if
   * that may do better and a transaction does not forbid it, else on the primary.
   */
  static RoutingDecision elsewhere(
      UnitOfWork unit,
      StatementInfo statement,
      QueryWishes queries,
      long row,
      Refusal refusal,
      Setbacks setbacks)
      throws SQLException {
    unit.leases().leaveReplica();
    if (!refusal.ofThisReplicaOnly()) {
      return unit.enter(
          statement,
          onPrimary(unit.connector(), RoutingReason.REPLICA_REFUSED),
          PrimaryLeases.lease(unit));
    }
    if (unit.leases().replica() != null) {
      return unit.enter(
          statement,
          onPrimary(unit.connector(), RoutingReason.REPLICA_REFUSED),
          PrimaryLeases.fallback(unit, setbacks));
    }
    RoutingDecision next = route(unit, statement, queries, row, setbacks);
    return because(
        next.role() == TargetRole.REPLICA ? RoutingReason.RETRIED : RoutingReason.REPLICA_REFUSED,
        next);
  }

  /** The same way for another reason. */
  static RoutingDecision because(RoutingReason reason, RoutingDecision decision) {
    return new RoutingDecision(decision.target(), decision.role(), reason);
  }

  /** Who is gone or called off wants no other server, and knows nothing about this one. */
  private static void leaseFailed(UnitOfWork unit, Target target, SQLException e)
      throws SQLException {
    Leases leases = unit.leases();
    if (leases.ended() || Thread.currentThread().isInterrupted()) {
      throw e;
    }
    Lease held = leases.replica();
    if (held != null && held.broken()) {
      leases.leaveReplica();
    } else if (Refusal.ofLease(e)) {
      unit.connector().lost(target, "no connection: " + e.getMessage());
    }
  }

  /**
   * The same where a value is made for a read that may be placed only when it runs: where such a
   * read is likely to go, so that it does not need the primary.
   */
  static Lease leaseForValues(UnitOfWork unit) throws SQLException {
    Connector connector = unit.connector();
    Leases leases = unit.leases();
    if (leases.any() == null && connector.queries().waitsForParameters()) {
      Topology topology = connector.topology();
      unit.reads(Promises.ROW_LATER);
      RoutingDecision likely =
          decide(unit, connector.classifier().classify("select 1"), QueryWishes.NONE, null);
      if (likely.role() == TargetRole.REPLICA) {
        Target target = topology.target(likely.target());
        try {
          return leases.onReplica(target, unit.active());
        } catch (SQLException e) {
          leaseFailed(unit, target, e);
        }
      }
    }
    return unit.anyLease();
  }
}
