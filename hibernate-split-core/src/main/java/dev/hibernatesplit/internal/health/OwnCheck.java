package dev.hibernatesplit.internal.health;

import dev.hibernatesplit.spi.ReplicaHealthCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What does the user's own check say of a replica? Asked once an interval, however often the
 * replica is sampled. Used by one attempt at a time.
 */
final class OwnCheck {

  static final String NAME = "hibernate.split.health_check";

  private final @Nullable ReplicaHealthCheck check;
  private final String replica;
  private final long interval;
  private volatile @Nullable Long askedAt;
  private volatile @Nullable String objection;

  OwnCheck(@Nullable ReplicaHealthCheck check, String replica, Duration interval) {
    this.check = check;
    this.replica = replica;
    this.interval = interval.toNanos() / 2; // shorter than any jittered one
  }

  /** Asks it, if it is time to, over a connection that has just answered. */
  void ask(Attempt attempt, Connection connection, long now) {
    Long last = askedAt;
    if (check != null && (last == null || now - last >= interval)) {
      attempt.goesOn();
      askedAt = now;
      objection = asked(check, connection);
    }
  }

  private @Nullable String asked(ReplicaHealthCheck own, Connection connection) {
    try {
      String words = own.objection(replica, connection);
      return words == null ? null : NAME + ": " + words;
    } catch (SQLException | RuntimeException | LinkageError e) {
      return NAME + " failed: " + e;
    }
  }

  /** It was asked, and did not answer in time. */
  void late(String timeout) {
    objection = NAME + " took longer than " + timeout;
  }

  /** What it says against the replica; null if nothing. */
  @Nullable String objection() {
    return objection;
  }
}
