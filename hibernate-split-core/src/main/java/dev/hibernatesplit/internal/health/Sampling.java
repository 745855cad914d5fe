package dev.hibernatesplit.internal.health;

import dev.hibernatesplit.internal.config.Source;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.wal.Position;
import dev.hibernatesplit.internal.wal.WalPages;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What does a server say of itself? One statement, one round trip, and no privilege beyond CONNECT.
 * Whether it is in recovery is asked once and first, so that a promotion in the middle of it is
 * seen as all before or all after.
 */
final class Sampling {

  /**
   * As this session commits, or as another may that begins later, by the word of its role or of
   * some database; which of them is not worth the time.
   */
  private static final String MAY_COMMIT_UNFLUSHED =
      "current_setting('synchronous_commit') = 'off' or exists (select"
          + " from pg_catalog.pg_db_role_setting d where d.setconfig::text"
          + " ~ 'synchronous_commit=(?!(on|local|remote_write|remote_apply)[,}])'"
          + " and d.setrole in (0, quote_ident(session_user)::regrole))";

  private static final String QUESTION =
      "select r.in_recovery, s.system_identifier::text,"
          + " case when r.in_recovery then"
          + " coalesce((select received_tli from pg_catalog.pg_stat_get_wal_receiver()),"
          + " (select greatest(c.timeline_id, r2.min_recovery_end_timeline)"
          + " from pg_catalog.pg_control_checkpoint() c, pg_catalog.pg_control_recovery() r2))"
          + " else ('x' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8))::bit(32)::int"
          + " end,"
          + " pg_postmaster_start_time(),"
          + " case when r.in_recovery then pg_last_wal_replay_lsn()"
          + " else pg_current_wal_insert_lsn() end::text,"
          + " case when r.in_recovery or "
          + MAY_COMMIT_UNFLUSHED
          + " then null else pg_current_wal_flush_lsn() end::text,"
          + " r.in_recovery and exists (select 1 from pg_catalog.pg_stat_get_wal_receiver() w"
          + " where w.pid is not null),"
          + " current_setting('default_transaction_isolation')"
          + " from (select pg_is_in_recovery() as in_recovery offset 0) r,"
          + " pg_catalog.pg_control_system() s";

  private final Target target;
  private final WalPages pages;

  Sampling(Target target, WalPages pages) {
    this.target = target;
    this.pages = pages;
  }

  Sample sample(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      long sentAt = SampleClock.sends();
      try (ResultSet row = statement.executeQuery(QUESTION)) {
        row.next();
        return sample(row, sentAt, System.nanoTime());
      }
    }
  }

  private Sample sample(ResultSet row, long sentAt, long answeredAt) throws SQLException {
    boolean inRecovery = row.getBoolean(1);
    Position position = position(row.getString(5));
    String flushed = row.getString(6);
    int timeline = row.getInt(3);
    return new Sample(
        target.name(),
        sentAt,
        answeredAt,
        inRecovery,
        row.getString(2),
        row.wasNull() || timeline == 0 ? null : timeline,
        row.getObject(4, OffsetDateTime.class).toInstant(),
        inRecovery ? position : pages.normalised(position),
        flushed == null ? null : Position.parse(flushed),
        row.getBoolean(7),
        isolation(row.getString(8)));
  }

  /** A replica that has replayed nothing yet is at the beginning. */
  private static Position position(@Nullable String text) {
    return text == null ? new Position(0) : Position.parse(text);
  }

  /** What a pool of ours is to give its connections, else what this one came with. */
  private int isolation(String word) {
    Integer asked =
        target.configuration().source() instanceof Source.Given
            ? null
            : target.configuration().isolation();
    return asked == null ? Isolations.level(word) : asked;
  }
}
