package dev.hibernatesplit.it.consistency;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;

/** Who served this thread's last statement? */
final class Servings implements SplitListener {

  private static final ThreadLocal<RoutingDecision> LAST = new ThreadLocal<>();
  private static final ThreadLocal<Long> AT = new ThreadLocal<>();

  @Override
  public void statementRouted(StatementInfo statement, RoutingDecision decision) {
    LAST.set(decision);
    AT.set(System.nanoTime());
  }

  /** When that was decided. */
  long lastAt() {
    return AT.get();
  }

  RoutingDecision last() {
    return LAST.get();
  }

  boolean byReplica() {
    return LAST.get().role() == TargetRole.REPLICA;
  }
}
