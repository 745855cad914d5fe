package dev.hibernatesplit.internal.flight;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import jdk.jfr.EventType;

/**
 * Writes what happens into JDK Flight Recorder, if somebody records it. Thread-safe.
 *
 * <p>Of statements that nobody records a look at one flag remains. Left to itself, the compiler
 * leaves an event out that is made for nothing in some runs, and in others not.
 */
public final class FlightRecords implements SplitListener {

  private final EventType routed = EventType.getEventType(StatementRoutedEvent.class);
  private final String owner;

  private FlightRecords(String owner) {
    this.owner = owner;
  }

  /**
   * The one to be told, or nobody where the JDK was linked without Flight Recorder.
   *
   * @param owner what comes before a target's name: empty, or a tenant's and a slash
   */
  public static List<SplitListener> of(String owner) {
    return ModuleLayer.boot().findModule("jdk.jfr").isPresent()
        ? List.of(new FlightRecords(owner))
        : List.of();
  }

  @Override
  public void statementRouted(StatementInfo statement, RoutingDecision decision) {
    if (routed.isEnabled()) {
      StatementRoutedEvent event = new StatementRoutedEvent();
      event.target = owner + decision.target();
      event.role = word(decision.role());
      event.reason = decision.reason().tag();
      event.kind = word(statement.kind());
      event.sql = statement.sql();
      event.commit();
    }
    if (decision.reason().isFallBack()) {
      fallsBack(statement, decision);
    }
  }

  private void fallsBack(StatementInfo statement, RoutingDecision decision) {
    FallBackEvent event = new FallBackEvent();
    if (event.shouldCommit()) {
      event.target = owner + decision.target();
      event.reason = decision.reason().tag();
      event.sql = statement.sql();
      event.commit();
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void statementFailed(
      StatementInfo statement, RoutingDecision decision, SQLException error, boolean again) {
    RetryEvent event = new RetryEvent();
    if (again && event.shouldCommit()) {
      event.replica = owner + decision.target();
      event.sqlState = String.valueOf(error.getSQLState());
      event.message = String.valueOf(error.getMessage());
      event.sql = statement.sql();
      event.commit();
    }
  }

  @Override
  public void readWaited(StatementInfo statement, Duration waited, boolean served) {
    FenceWaitEvent event = new FenceWaitEvent();
    if (event.shouldCommit()) {
      event.waited = waited.toNanos();
      event.served = served;
      event.sql = statement.sql();
      event.commit();
    }
  }

  @Override
  public void targetChanged(String target, boolean serving, String cause) {
    changed(target, serving ? "serves" : "serves no reads", cause);
  }

  @Override
  public void primaryChanged(String from, String to, String cause) {
    changed(to, "takes the writes, in place of " + owner + from, cause);
  }

  @Override
  public void lagChanged(String replica, boolean lagging, String figures) {
    changed(replica, lagging ? "lags" : "has caught up", figures);
  }

  private void changed(String target, String change, String cause) {
    TopologyChangeEvent event = new TopologyChangeEvent();
    if (event.shouldCommit()) {
      event.target = owner + target;
      event.change = change;
      event.cause = cause;
      event.commit();
    }
  }
}
