package dev.hibernatesplit.spi;

import dev.hibernatesplit.RoutingDecision;

/**
 * Sees what the library decides. Named by {@code hibernate.split.listeners}.
 *
 * <p>Called on the application's own threads, in the middle of its statements: implementations are
 * thread-safe and fast. What they throw reaches the application.
 */
public interface SplitListener {

  /**
   * A statement is about to run.
   *
   * <p>Called once a run: a prepared statement that is executed twice is seen twice, a batch once,
   * and a statement that a replica refused a second time, with the primary.
   */
  default void statementRouted(StatementInfo statement, RoutingDecision decision) {}

  /**
   * A target began or ceased to serve.
   *
   * @param target the target's name
   * @param serving whether it serves from now on
   * @param cause why, in words
   */
  default void targetChanged(String target, boolean serving, String cause) {}
}
