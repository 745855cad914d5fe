package dev.hibernatesplit.spi;

import dev.hibernatesplit.RoutingDecision;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Sees what the library decides. Named by {@code hibernate.split.listeners}.
 *
 * <p>Implementations are thread-safe and fast: they are called in the middle of the application's
 * statements, and by the library's own threads.
 */
public interface SplitListener {

  /**
   * A statement is about to run.
   *
   * <p>Called once a run: a prepared statement that is executed twice is seen twice, a batch once,
   * and a statement that a replica refused a second time, with the primary. Called on the
   * application's own thread; what it throws reaches the application, and the statement does not
   * run.
   */
  default void statementRouted(StatementInfo statement, RoutingDecision decision) {}

  /**
   * A statement ended in an error where it ran, or could not even be prepared there. Called on the
   * application's own thread; what it throws is logged.
   *
   * @param decision where, and why there
   * @param error the server's or the driver's error
   * @param again whether it runs again on another server: then the application does not see the
   *     error, and the next {@link #statementRouted} of this thread is of that run
   */
  default void statementFailed(
      StatementInfo statement, RoutingDecision decision, SQLException error, boolean again) {}

  /**
   * A target began or ceased to serve. Called by whoever found out; what it throws is logged.
   *
   * @param target the target's name
   * @param serving whether it serves from now on
   * @param cause why, in words
   */
  default void targetChanged(String target, boolean serving, String cause) {}

  /**
   * Another server takes the writes from now on. Called by whoever found out; what it throws is
   * logged.
   *
   * @param from the name of the target that took them before
   * @param to the name of the target that takes them now
   * @param cause why, in words
   */
  default void primaryChanged(String from, String to, String cause) {}

  /**
   * A replica began or ceased to lag more than its {@code warn_lag}, and serves less or as much as
   * before. Called once a change, by the library's own threads; what it throws is logged.
   *
   * @param replica the replica's name
   * @param lagging whether it lags too far from now on
   * @param figures how far, in words, such as {@code lagging 4.2s (17 kB) > warn_lag 2s}
   */
  default void lagChanged(String replica, boolean lagging, String figures) {}

  /**
   * A read has waited for a replica to have what it must see: as long as {@code consistency_wait}
   * says, or at the level {@code global} for a sample of the primary. Called once a wait, on the
   * application's own thread, which holds no connection meanwhile, and before {@link
   * #statementRouted}; what it throws is logged.
   *
   * @param time how long it has waited
   * @param served whether a replica had it in time; else the read goes to the primary
   */
  default void readWaited(StatementInfo statement, Duration time, boolean served) {}
}
