package dev.hibernatesplit.testing.simulated;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What does a server say of itself? In texts that H2 answers as PostgreSQL would answer others. */
final class Answers {

  private Answers() {}

  /** Whether a text samples a server: where it is, and what it is. */
  static boolean isSampling(String sql) {
    return sql.contains("pg_last_wal_replay_lsn()") && sql.contains("pg_control_system()");
  }

  /** Whether a text asks what only PostgreSQL knows. */
  static boolean isFor(String sql) {
    return sql.contains("pg_control_system()") || sql.contains("pg_walfile_name(");
  }

  /** The text that answers one that only PostgreSQL knows; null for any other. */
  static @Nullable String to(String sql, Server server) {
    if (isSampling(sql)) {
      return sample(server);
    }
    if (sql.contains("pg_control_system()") && sql.contains("current_database()")) {
      return "select 'simulated', 'public', '%s', %s, 8192, 16777216, true"
          .formatted(server.system(), server.inRecovery());
    }
    if (sql.contains("pg_walfile_name(")) {
      return "select '%08x'".formatted(server.inRecovery() ? 0 : server.timeline());
    }
    return null;
  }

  private static String sample(Server server) {
    boolean replica = server.inRecovery();
    String position = "'" + lsn(server.position()) + "'";
    return "select %s, '%s', %d, timestamp with time zone '%s', %s, %s, %s, 'read committed'"
        .formatted(
            replica,
            server.system(),
            server.timeline(),
            server.startedAt(),
            position,
            replica ? "cast(null as varchar)" : position,
            replica);
  }

  private static String lsn(long position) {
    return String.format(Locale.ROOT, "%X/%X", position >>> Integer.SIZE, position & 0xFFFF_FFFFL);
  }
}
