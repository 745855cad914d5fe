package dev.hibernatesplit.testing.split;

import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.RanStatement;
import java.util.List;

/** What of a real server's log is the application's: no probes, no transactions, no pools. */
final class ServerLog {

  /** Whom the library's probes say they are. */
  static final String PROBE = "hibernate-split probe";

  private static final List<String> NOBODYS =
      List.of(
          "BEGIN",
          "COMMIT",
          "ROLLBACK",
          "SET SESSION CHARACTERISTICS",
          "SET application_name",
          "SHOW TRANSACTION ISOLATION LEVEL",
          "set default_transaction_read_only",
          "reset default_transaction_read_only");

  private ServerLog() {}

  static List<String> ran(PostgresServer server) {
    return server.statements().stream()
        .filter(statement -> !statement.application().equals(PROBE))
        .map(RanStatement::sql)
        .filter(sql -> !sql.isEmpty() && !sql.contains("from pg_catalog.pg_"))
        .filter(sql -> NOBODYS.stream().noneMatch(sql::startsWith))
        .toList();
  }
}
