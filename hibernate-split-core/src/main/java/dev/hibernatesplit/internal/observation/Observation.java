package dev.hibernatesplit.internal.observation;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What happened? Tells the log first, then each listener in the user's order. Thread-safe. */
public final class Observation implements SplitListener {

  private final String owner;
  private final SplitListener[] listeners;

  /**
   * @param owner what the log puts before a target's name: empty, or a tenant's and a slash
   * @param listeners whom to tell after the log
   */
  public Observation(String owner, List<SplitListener> listeners) {
    this.owner = owner;
    this.listeners = listeners.toArray(SplitListener[]::new);
  }

  @Override
  public void statementRouted(StatementInfo statement, RoutingDecision decision) {
    LOG.decision(owner, statement, decision);
    for (SplitListener listener : listeners) {
      listener.statementRouted(statement, decision);
    }
  }

  @Override
  public void statementFailed(
      StatementInfo statement, RoutingDecision decision, SQLException error, boolean again) {
    tell(listener -> listener.statementFailed(statement, decision, error, again));
  }

  @Override
  public void targetChanged(String target, boolean serving, String cause) {
    if (serving) {
      LOG.replicaServes(owner + target);
    } else {
      LOG.replicaOut(owner + target, cause);
    }
    tell(listener -> listener.targetChanged(target, serving, cause));
  }

  @Override
  public void primaryChanged(String from, String to, String cause) {
    LOG.primaryMoved(owner + from, owner + to, cause);
    tell(listener -> listener.primaryChanged(from, to, cause));
  }

  @Override
  public void lagChanged(String replica, boolean lagging, String figures) {
    if (lagging) {
      LOG.replicaLags(replica, figures);
    } else {
      LOG.replicaCaughtUp(replica, figures);
    }
    tell(listener -> listener.lagChanged(replica, lagging, figures));
  }

  @Override
  public void readWaited(StatementInfo statement, Duration time, boolean served) {
    tell(listener -> listener.readWaited(statement, time, served));
  }

  /** Nobody suffers from a listener that fails here. */
  private void tell(Consumer<SplitListener> news) {
    for (SplitListener listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException e) {
        LOG.listenerFailed(listener.getClass().getName(), e);
      }
    }
  }
}
