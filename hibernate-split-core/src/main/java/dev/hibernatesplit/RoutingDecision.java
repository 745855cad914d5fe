package dev.hibernatesplit;

/**
 * Where a statement runs, and why.
 *
 * @param target the target's name: {@code primary}, or the name a replica has in the settings
 * @param role what that target is
 * @param reason the rule that answered
 */
public record RoutingDecision(String target, TargetRole role, RoutingReason reason) {

  @Override
  public String toString() {
    return target + " (" + reason.tag() + ")";
  }
}
