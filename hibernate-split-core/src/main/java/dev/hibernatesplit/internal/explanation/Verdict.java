package dev.hibernatesplit.internal.explanation;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.internal.balancing.Rotation;
import dev.hibernatesplit.internal.connection.Connector;
import dev.hibernatesplit.internal.consistency.Outlook;
import dev.hibernatesplit.internal.routing.Router;
import dev.hibernatesplit.internal.routing.Unit;
import dev.hibernatesplit.internal.topology.Topology;
import dev.hibernatesplit.spi.StatementInfo;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where would a statement run now? Nobody's turn is taken by asking.
 *
 * @param connector routes statements
 * @param statement which one
 * @param outlook what the fences say of it
 */
record Verdict(Connector connector, StatementInfo statement, Outlook outlook) {

  /** The target, or who shares such statements, and why. */
  String of(Unit unit) {
    Topology topology = connector.topology();
    Set<String> behind =
        topology.replicas().keySet().stream()
            .filter(name -> !outlook.passes(name))
            .collect(Collectors.toSet());
    Rotation all = topology.rotation();
    Rotation left = all.laidOutWithout(behind);
    RoutingDecision decision = decide(unit, left);
    if (decision.role() == TargetRole.REPLICA) {
      return inTurn(decision, left);
    }
    boolean fenced = decide(unit, all.laidOutWithout(Set.of())).role() == TargetRole.REPLICA;
    RoutingReason reason = fenced ? RoutingReason.FENCE : decision.reason();
    return topology.primary().name() + because(reason);
  }

  private RoutingDecision decide(Unit unit, Rotation rotation) {
    return Router.decide(
        statement, unit, rotation, connector.tables().now(), connector.queries().rules());
  }

  private String inTurn(RoutingDecision decision, Rotation rotation) {
    List<String> sharing =
        connector.topology().replicas().keySet().stream().filter(rotation::shares).toList();
    boolean shared = isUsual(decision.reason()) && sharing.size() > 1;
    return (shared ? String.join(" or ", sharing) + ", whose turn it is" : decision.target())
        + because(decision.reason());
  }

  private static boolean isUsual(RoutingReason reason) {
    return switch (reason) {
      case READ_ONLY_UNIT, UNTIL_WRITE, READ_OUTSIDE_TRANSACTION -> true;
      default -> false;
    };
  }

  private static String because(RoutingReason reason) {
    return " (" + reason.tag() + ": " + reason.explanation() + ")";
  }
}
