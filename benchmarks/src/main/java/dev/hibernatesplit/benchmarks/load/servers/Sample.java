package dev.hibernatesplit.benchmarks.load.servers;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server says of itself.
 *
 * @param primary whether it takes writes
 * @param position in the log: of a primary what is safe, of a replica what is replayed
 * @param sessions of the program
 * @param busy those of them that run something, or hold a transaction open
 * @param counters those of {@code pg_stat_database}, by their names
 */
record Sample(boolean primary, long position, int sessions, int busy, Map<String, Long> counters) {

  static final String OBSERVER = "load observer";

  private static final List<String> COUNTERS =
      List.of(
          "xact_commit",
          "xact_rollback",
          "tup_returned",
          "tup_fetched",
          "tup_updated",
          "blks_hit",
          "conflicts");

  private static final String SQL =
      """
      select not pg_is_in_recovery(),
             case when pg_is_in_recovery() then pg_last_wal_replay_lsn()
                  else pg_current_wal_flush_lsn() end - '0/0'::pg_lsn,
             s.sessions, s.busy, %s
      from pg_stat_database,
           (select count(*) as sessions, count(*) filter (where state <> 'idle') as busy
            from pg_stat_activity
            where datname = current_database() and usename = current_user
              and application_name <> '%s') s
      where datname = current_database()
      """
          .formatted(String.join(", ", COUNTERS), OBSERVER);

  static Sample ask(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SQL)) {
      row.next();
      Map<String, Long> counters = new LinkedHashMap<>();
      for (String counter : COUNTERS) {
        counters.put(counter, row.getLong(counter));
      }
      return new Sample(row.getBoolean(1), row.getLong(2), row.getInt(3), row.getInt(4), counters);
    }
  }
}
