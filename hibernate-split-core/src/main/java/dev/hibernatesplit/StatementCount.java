package dev.hibernatesplit;

import dev.hibernatesplit.spi.StatementKind;

/**
 * So many statements of one kind ran on a target for one reason.
 *
 * @param role what the target was when they ran
 * @param kind what they are
 * @param reason why they ran there
 * @param count how many runs: a statement that is executed twice counts twice, a batch of a
 *     prepared statement once, a read that ran again elsewhere once on each
 */
public record StatementCount(
    TargetRole role, StatementKind kind, RoutingReason reason, long count) {

  boolean isSameAs(StatementCount other) {
    return role == other.role && kind == other.kind && reason == other.reason;
  }

  /** A few words for an operator. */
  @Override
  public String toString() {
    return count + " " + reason.tag();
  }
}
