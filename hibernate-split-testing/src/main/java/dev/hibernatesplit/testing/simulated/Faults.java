package dev.hibernatesplit.testing.simulated;

import java.sql.SQLException;
import java.util.Locale;

/** What does a server say that does not do what it was asked? In PostgreSQL's own words. */
final class Faults {

  private Faults() {}

  static SQLException refused(String server) {
    return new SQLException("Connection to " + server + " refused.", "08001");
  }

  static SQLException lost(String server) {
    return new SQLException("The connection to " + server + " was lost.", "08006");
  }

  static SQLException readOnly(String verb) {
    return new SQLException(
        "ERROR: cannot execute "
            + verb.toUpperCase(Locale.ROOT)
            + " in a read-only transaction (simulated)",
        "25006");
  }

  static SQLException aborted() {
    return new SQLException(
        "ERROR: current transaction is aborted, commands ignored until end of transaction block",
        "25P02");
  }
}
