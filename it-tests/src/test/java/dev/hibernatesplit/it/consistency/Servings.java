package dev.hibernatesplit.it.consistency;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;

/** Who served this thread's last statement? */
final class Servings implements SplitListener {

  private static final ThreadLocal<RoutingDecision> LAST = new ThreadLocal<>();

  @Override
  public void statementRouted(StatementInfo statement, RoutingDecision decision) {
    LAST.set(decision);
  }

  RoutingDecision last() {
    return LAST.get();
  }

  boolean byReplica() {
    return LAST.get().role() == TargetRole.REPLICA;
  }
}
