package dev.hibernatesplit.spi;

import dev.hibernatesplit.RoutingDecision;

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
   * A target began or ceased to serve. Called by whoever found out; what it throws is logged.
   *
   * @param target the target's name
   * @param serving whether it serves from now on
   * @param cause why, in words
   */
  default void targetChanged(String target, boolean serving, String cause) {}

  /**
   * A replica began or ceased to lag more than its {@code warn_lag}, and serves less or as much as
   * before. Called once a change, by the library's own threads; what it throws is logged.
   *
   * @param replica the replica's name
   * @param lagging whether it lags too far from now on
   * @param figures how far, in words, such as {@code lagging 4.2s (17 kB) > warn_lag 2s}
   */
  default void lagChanged(String replica, boolean lagging, String figures) {}
}
