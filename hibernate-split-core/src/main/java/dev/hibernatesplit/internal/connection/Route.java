package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;

/** Where a statement runs: the decision, and the physical connection that it led to. */
record Route(RoutingDecision decision, Lease lease) {

  boolean onReplica() {
    return decision.role() == TargetRole.REPLICA;
  }

  /** The same way for another reason. */
  Route because(RoutingReason reason) {
    return new Route(new RoutingDecision(decision.target(), decision.role(), reason), lease);
  }
}
