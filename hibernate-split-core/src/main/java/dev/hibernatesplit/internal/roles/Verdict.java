package dev.hibernatesplit.internal.roles;

import java.util.Set;

/** Who leads, after a look at all nodes. */
public sealed interface Verdict {

  /** Servers that take writes without leading: nothing of ours runs there. */
  Set<String> fenced();

  /** Who led leads. */
  record Stays(Set<String> fenced) implements Verdict {}

  /**
   * Another leads from now on.
   *
   * @param to its name
   * @param timeline its timeline, which replicas must show before they serve
   */
  record Moves(String to, int timeline, Set<String> fenced) implements Verdict {}

  /**
   * Nobody leads now: writes fail.
   *
   * @param cause why, in words
   */
  record Vacant(String cause, Set<String> fenced) implements Verdict {}
}
