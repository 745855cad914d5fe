package dev.hibernatesplit.it.consistency;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;

/** Who served this thread's last statement? */
final class Servings implements SplitListener {

  private final ThreadLocal<RoutingDecision> last = new ThreadLocal<>();

  @Override
  public void statementRouted(StatementInfo statement, RoutingDecision decision) {
    last.set(decision);
  }

  RoutingDecision last() {
    return last.get();
  }

  boolean byReplica() {
    return last.get().role() == TargetRole.REPLICA;
  }
}
