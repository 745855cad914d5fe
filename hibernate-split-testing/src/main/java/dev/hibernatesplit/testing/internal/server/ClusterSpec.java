package dev.hibernatesplit.testing.internal.server;

import java.util.Map;

/**
 * What every server of a cluster has in common. {@code admin} is the superuser of the rig itself,
 * {@code user} the owner of the database.
 */
public record ClusterSpec(
    String database, Login user, Login admin, Map<String, String> settings, boolean statementLog) {

  public ClusterSpec {
    settings = Map.copyOf(settings);
  }
}
