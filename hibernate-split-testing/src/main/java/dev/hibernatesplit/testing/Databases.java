package dev.hibernatesplit.testing;

import dev.hibernatesplit.testing.internal.server.ClusterSpec;

/** The database of a cluster and its owner. */
final class Databases {
  private Databases() {}

  static void create(PostgresServer primary, ClusterSpec spec) {
    String owner = quoted(spec.user().name());
    String password = spec.user().password().replace("'", "''");
    primary.admin().run("create role " + owner + " login password '" + password + "'");
    primary.admin().run("create database " + quoted(spec.database()) + " owner " + owner);
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
