package dev.hibernatesplit.internal.health;

import dev.hibernatesplit.internal.topology.Target;

/** Why could a target not be reached, in settings' terms? */
final class Reached {

  private Reached() {}

  static String not(Target target, String state, Exception cause) {
    String key =
        target.isPrimary()
            ? "hibernate.split.primary"
            : "hibernate.split.replicas." + target.name();
    return state.startsWith("28")
        ? key + ".user or .password was refused: " + cause.getMessage()
        : key + " cannot be reached: " + cause.getMessage();
  }
}
