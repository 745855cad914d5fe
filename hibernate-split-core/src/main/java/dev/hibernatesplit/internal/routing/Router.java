package dev.hibernatesplit.internal.routing;

import static dev.hibernatesplit.RoutingReason.CALL;
import static dev.hibernatesplit.RoutingReason.CONSISTENCY;
import static dev.hibernatesplit.RoutingReason.DDL;
import static dev.hibernatesplit.RoutingReason.FUNCTION;
import static dev.hibernatesplit.RoutingReason.HINT;
import static dev.hibernatesplit.RoutingReason.LOCKING_READ;
import static dev.hibernatesplit.RoutingReason.NOT_PROVEN_A_READ;
import static dev.hibernatesplit.RoutingReason.NO_REPLICA;
import static dev.hibernatesplit.RoutingReason.NO_SESSION;
import static dev.hibernatesplit.RoutingReason.PART_OF_A_WRITE;
import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static dev.hibernatesplit.RoutingReason.SERIALIZABLE;
import static dev.hibernatesplit.RoutingReason.SESSION_PINNED;
import static dev.hibernatesplit.RoutingReason.SESSION_STATE;
import static dev.hibernatesplit.RoutingReason.TARGET_DOWN;
import static dev.hibernatesplit.RoutingReason.TRANSACTION_CONTROL;
import static dev.hibernatesplit.RoutingReason.UNIT_ON_PRIMARY;
import static dev.hibernatesplit.RoutingReason.UNTIL_WRITE;
import static dev.hibernatesplit.RoutingReason.WRITE;
import static dev.hibernatesplit.RoutingReason.WRITING_TRANSACTION;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.internal.balancing.Rotation;
import dev.hibernatesplit.spi.StatementInfo;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where may this statement run?
 *
 * <p>The rules are asked from top to bottom, and the first that answers sends the statement to the
 * primary. What none of them keeps there goes to a replica: that is the one place where a replica
 * is an answer. So a rule that is missing or wrong costs safety only there, and what is unknown
 * stays on the primary.
 */
public final class Router {

  /** The name of the target that takes the writes. */
  public static final String PRIMARY = "primary";

  private static final Map<RoutingReason, RoutingDecision> ON_PRIMARY =
      new EnumMap<>(
          Stream.of(RoutingReason.values())
              .collect(
                  Collectors.toMap(
                      Function.identity(),
                      reason -> new RoutingDecision(PRIMARY, TargetRole.PRIMARY, reason))));

  private Router() {}

  /**
   * @param rotation the replicas that may serve now
   * @param tables which tables are to be read where
   * @param queries where queries are to be read for what they look like
   */
  public static RoutingDecision decide(
      StatementInfo statement,
      Unit unit,
      Rotation rotation,
      TableWishes tables,
      QueryWishes queries) {
    RoutingReason reason = keepsOnPrimary(statement, unit);
    if (reason != null) {
      return onPrimary(reason);
    }
    Wish wish = wish(statement, unit, tables, queries);
    if (wish != null && wish.target().equals(PRIMARY)) {
      return onPrimary(wish.reason());
    }
    String held = unit.replica();
    if (held != null && (unit.holdsFast() || (wish == null && rotation.shares(held)))) {
      return onReplica(held, usual(unit));
    }
    if (wish == null) {
      String kept = unit.kept();
      String replica =
          kept != null && rotation.servesOn(kept) ? kept : rotation.next(unit.region());
      return replica == null ? onPrimary(NO_REPLICA) : onReplica(replica, usual(unit));
    }
    return rotation.serves(wish.target())
        ? onReplica(wish.target(), wish.reason())
        : onPrimary(TARGET_DOWN);
  }

  private static RoutingDecision onReplica(String replica, RoutingReason reason) {
    return new RoutingDecision(replica, TargetRole.REPLICA, reason);
  }

  private static RoutingReason usual(Unit unit) {
    if (unit.readOnly()) {
      return READ_ONLY_UNIT;
    }
    return unit.inTransaction() ? UNTIL_WRITE : READ_OUTSIDE_TRANSACTION;
  }

  /**
   * Who asks for a target: the query itself, else a table that only the primary may serve, else the
   * scope or session round it, else a table that names another, else what the query looks like.
   */
  private static @Nullable Wish wish(
      StatementInfo statement, Unit unit, TableWishes tables, QueryWishes queries) {
    StatementInfo.Hint hint = statement.hint();
    if (hint != null) {
      return new Wish(hint.target(), HINT);
    }
    Wish table = tables.of(statement.tables());
    if (table != null && table.target().equals(PRIMARY)) {
      return table;
    }
    Wish round = unit.wish();
    if (round != null) {
      return round;
    }
    return table == null ? queries.of(statement, unit) : table;
  }

  /**
   * The rules: why the statement must run on the primary, or null.
   *
   * <p>Conditions in a row, and not a list of objects, which makes a decision take twice as long.
   */
  private static @Nullable RoutingReason keepsOnPrimary(StatementInfo statement, Unit unit) {
    if (!unit.bound()) {
      return NO_SESSION;
    }
    if (!statement.isRead()) {
      return whatItIs(statement);
    }
    if (unit.primaryOnly()) {
      return CONSISTENCY;
    }
    if (unit.pinned()) {
      return SESSION_PINNED;
    }
    if (unit.serializable()) {
      return SERIALIZABLE;
    }
    if (unit.inTransaction() && !unit.readOnly() && !unit.readsUntilWrite()) {
      return WRITING_TRANSACTION;
    }
    if (unit.partOfAWrite()) {
      return PART_OF_A_WRITE;
    }
    return unit.onPrimary() ? UNIT_ON_PRIMARY : null;
  }

  /** A decision for the primary that another than the rules took. */
  public static RoutingDecision onPrimary(RoutingReason reason) {
    return Objects.requireNonNull(ON_PRIMARY.get(reason));
  }

  private static RoutingReason whatItIs(StatementInfo statement) {
    return switch (statement.kind()) {
      case WRITE -> WRITE;
      case DDL -> DDL;
      case CALL -> CALL;
      case LOCKING_READ -> LOCKING_READ;
      case FUNCTION -> FUNCTION;
      case TRANSACTION -> TRANSACTION_CONTROL;
      case SESSION -> SESSION_STATE;
      case READ, UNKNOWN -> NOT_PROVEN_A_READ;
    };
  }
}
