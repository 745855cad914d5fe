package dev.hibernatesplit.internal.observation;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import java.util.List;

/** What happened? Tells the log first, then each listener in the user's order. Thread-safe. */
public final class Observation implements SplitListener {

  private final SplitListener[] listeners;

  /**
   * @param listeners whom to tell after the log
   */
  public Observation(List<SplitListener> listeners) {
    this.listeners = listeners.toArray(SplitListener[]::new);
  }

  @Override
  public void statementRouted(StatementInfo statement, RoutingDecision decision) {
    LOG.decision(statement, decision);
    for (SplitListener listener : listeners) {
      listener.statementRouted(statement, decision);
    }
  }

  @Override
  public void targetChanged(String target, boolean serving, String cause) {
    if (serving) {
      LOG.replicaServes(target);
    } else {
      LOG.replicaOut(target, cause);
    }
    for (SplitListener listener : listeners) {
      try {
        listener.targetChanged(target, serving, cause);
      } catch (RuntimeException e) {
        LOG.listenerFailed(listener.getClass().getName(), e);
      }
    }
  }
}
