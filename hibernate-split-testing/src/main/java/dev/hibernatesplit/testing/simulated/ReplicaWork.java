package dev.hibernatesplit.testing.simulated;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Work on a replica: on snapshots of what it has replayed, that others read, too. */
final class ReplicaWork extends Work {

  private final History history;
  private final Replay replay;

  /** What a transaction above READ COMMITTED keeps reading. */
  private @Nullable Snapshot kept;

  ReplicaWork(History history, Replay replay) {
    this.history = history;
    this.replay = replay;
  }

  @Override
  Place place() {
    if (kept == null && !autoCommit() && isolation() > Connection.TRANSACTION_READ_COMMITTED) {
      kept = history.enter(replay);
    }
    Snapshot snapshot = kept == null ? history.enter(replay) : history.enter(kept);
    return new Place(snapshot.pinned(), () -> history.leave(snapshot));
  }

  @Override
  Connection connection() {
    Place place = place();
    place.leave().run();
    return place.connection();
  }

  @Override
  boolean refuses() {
    return true;
  }

  @Override
  void has(Text ran) {
    // Reads leave nothing behind.
  }

  @Override
  void ended() {
    undone();
  }

  @Override
  void undone() {
    if (kept != null) {
      history.leave(kept);
      kept = null;
    }
  }

  @Override
  void isolation(int level) throws SQLException {
    if (level == Connection.TRANSACTION_SERIALIZABLE) {
      throw new SQLException(
          "ERROR: cannot use serializable mode in a hot standby (simulated)", "0A000");
    }
    super.isolation(level);
  }
}
