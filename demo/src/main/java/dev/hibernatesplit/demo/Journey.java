package dev.hibernatesplit.demo;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.TargetRole;

/** One statement, and what was decided about it. */
record Journey(String sql, RoutingDecision decision) {

  String target() {
    return decision.target();
  }

  boolean onPrimary() {
    return decision.role() == TargetRole.PRIMARY;
  }
}
