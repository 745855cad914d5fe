package dev.hibernatesplit.it;

import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.RanStatement;
import java.util.List;

/** What the servers themselves say that the application ran. */
public final class Servers {

  private Servers() {}

  /** What ran there, but for the library's own probes and its readings of the catalogue. */
  public static List<String> ran(PostgresServer server) {
    return server.statements().stream()
        .filter(statement -> !statement.application().equals("hibernate-split probe"))
        .map(RanStatement::sql)
        .filter(sql -> !sql.contains("from pg_catalog.pg_"))
        .filter(sql -> !ofThePool(sql))
        .toList();
  }

  /** How many of the library's probes it has answered. */
  public static long samples(PostgresServer server) {
    return server.statements().stream()
        .filter(statement -> statement.application().equals("hibernate-split probe"))
        .filter(statement -> statement.sql().contains("pg_postmaster_start_time"))
        .count();
  }

  /** Pools fill up in the background: what driver and pool then say is nobody's statement. */
  private static boolean ofThePool(String sql) {
    return sql.isEmpty()
        || sql.startsWith("SET application_name")
        || sql.equals("SHOW TRANSACTION ISOLATION LEVEL");
  }
}
