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
   * Another server takes the writes from now on. Called by whoever found out; what it throws is
   * logged.
   *
   * @param from the name of the target that took them before
   * @param to the name of the target that takes them now
   * @param cause why, in words
   */
  default void primaryChanged(String from, String to, String cause) {}
}
