package dev.hibernatesplit.benchmarks.driver;

import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/** What a server says to a SQL text: worked out once, then looked up. Thread-safe. */
final class Answers {

  /** No rows: what an update answers. */
  static final Object[][] NONE = {};

  /** The server's process behind each connection. */
  static final int PROCESS = 4711;

  private static final String SYSTEM = "7340000000000000001";
  private static final String POSITION = "0/3000060";
  private static final OffsetDateTime START = OffsetDateTime.parse("2026-01-01T08:00:00Z");

  private final boolean inRecovery;
  private final ConcurrentMap<String, Object[][]> known = new ConcurrentHashMap<>();

  Answers(boolean inRecovery) {
    this.inRecovery = inRecovery;
  }

  Object[][] to(String sql) throws SQLException {
    Object[][] answer = known.get(sql);
    if (answer == null) {
      answer = workOut(sql);
      known.put(sql, answer);
    }
    return answer;
  }

  private Object[][] workOut(String sql) throws SQLException {
    if (sql.startsWith("update ")) {
      return NONE;
    }
    if (sql.startsWith("select pg_backend_pid()")) {
      return new Object[][] {{PROCESS, START}};
    }
    if (sql.contains("pg_control_system()")) {
      return new Object[][] {sql.contains("current_database()") ? facts() : sample()};
    }
    if (sql.equals("select version()")) {
      return new Object[][] {{"PostgreSQL 18.6"}};
    }
    if (sql.startsWith("select ") && sql.contains(" from Book ")) {
      return books(sql.endsWith(".id=?") ? 1 : 10, columns(sql));
    }
    throw new SQLException("The stub has no answer to: " + sql, "42601");
  }

  /** What is asked at start. */
  private Object[] facts() {
    return new Object[] {"shop", "public", SYSTEM, inRecovery, 8192, 16_777_216L, true};
  }

  /** What a probe asks. */
  private Object[] sample() {
    return new Object[] {
      inRecovery,
      SYSTEM,
      1,
      START,
      POSITION,
      inRecovery ? null : POSITION,
      inRecovery,
      "read committed"
    };
  }

  private static Object[][] books(int count, List<String> columns) {
    return Stream.iterate(1L, id -> id + 1)
        .limit(count)
        .map(id -> columns.stream().map(column -> Shelf.value(column, id)).toArray())
        .toArray(Object[][]::new);
  }

  /** The names in the select list, without the table's alias. */
  private static List<String> columns(String sql) {
    String list = sql.substring("select ".length(), sql.indexOf(" from "));
    return Stream.of(list.split(",")).map(item -> item.substring(item.indexOf('.') + 1)).toList();
  }
}
