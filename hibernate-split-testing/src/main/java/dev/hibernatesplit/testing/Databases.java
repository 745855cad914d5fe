package dev.hibernatesplit.testing;

import dev.hibernatesplit.testing.internal.server.ClusterSpec;

/** The database of a cluster and its owner. */
final class Databases {
  private Databases() {}

  static void createOwner(PostgresServer primary, ClusterSpec spec) {
    String owner = quoted(spec.user().name());
    String password = spec.user().password().replace("'", "''");
    primary.admin().run("create role " + owner + " login password '" + password + "'");
  }

  static void create(PostgresServer primary, ClusterSpec spec) {
    String owner = quoted(spec.user().name());
    primary.admin().run("create database " + quoted(spec.database()) + " owner " + owner);
  }

  /** With all that is connected to it. */
  static void drop(PostgresServer primary, ClusterSpec spec) {
    primary.admin().run("drop database if exists " + quoted(spec.database()) + " with (force)");
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
