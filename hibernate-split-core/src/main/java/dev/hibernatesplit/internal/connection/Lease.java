package dev.hibernatesplit.internal.connection;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.internal.topology.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A physical connection of one target, for as long as a unit needs it.
 *
 * <p>Brings it to the state that was asked for, and back to the state it came in before it returns
 * to its pool: pools reset less than is needed (HikariCP no {@code search_path}, others nothing at
 * all). Only what differs is set, so the common lease costs no call that reaches the server.
 */
final class Lease {

  private final Target target;
  private final Connection physical;
  private final boolean cameAutoCommitting;
  private int stateVersion;
  private int users;
  private boolean cursors;
  private boolean readOnly;
  private @Nullable Integer isolation;
  private @Nullable String schema;
  private @Nullable Original original;

  /** What a connection came with, of the things that are seldom set. */
  private record Original(int holdability, int networkTimeout, Properties clientInfo) {
    static Original of(Connection physical) throws SQLException {
      return new Original(
          physical.getHoldability(), physical.getNetworkTimeout(), physical.getClientInfo());
    }

    void restore(Connection physical) throws SQLException {
      physical.setHoldability(holdability);
      physical.setNetworkTimeout(Runnable::run, networkTimeout);
      for (String name : physical.getClientInfo().stringPropertyNames()) {
        String value = clientInfo.getProperty(name, "");
        if (!value.equals(physical.getClientInfo(name))) {
          physical.setClientInfo(name, value);
        }
      }
    }
  }

  private @Nullable String cameWithSearchPath;

  Lease(Target target, ConnectionState state) throws SQLException {
    this.target = target;
    this.physical = target.connection();
    this.stateVersion = -1;
    try {
      this.cameAutoCommitting = physical.getAutoCommit();
      sync(state);
    } catch (SQLException | RuntimeException e) {
      target.discard(physical);
      throw e;
    }
  }

  Target target() {
    return target;
  }

  Connection physical() {
    return physical;
  }

  /** A statement or a result of the driver's own stands on it. */
  void enter() {
    users++;
  }

  void leave() {
    users--;
  }

  boolean idle() {
    return users == 0;
  }

  /** Whether a statement other than one may have rows left on the server. */
  boolean mayHaveOtherCursors() {
    return cursors && users > 1;
  }

  void cursorsPossible() {
    cursors = true;
  }

  /** Brings the physical connection to the state that was asked for. */
  void sync(ConnectionState state) throws SQLException {
    if (stateVersion == state.version()) {
      return;
    }
    boolean autoCommit = physical.getAutoCommit();
    if (needsAutoCommit(state) && !autoCommit) {
      physical.setAutoCommit(true);
      autoCommit = true;
    }
    syncSchema(state.schema());
    syncIsolation(state.isolation());
    syncReadOnly(state.readOnly());
    if (state.hasRarities()) {
      if (original == null) {
        original = Original.of(physical);
      }
      state.replayRarities(physical);
    }
    if (autoCommit != state.autoCommit()) {
      physical.setAutoCommit(state.autoCommit());
    }
    stateVersion = state.version();
  }

  /** Statements that set something would begin a transaction otherwise. */
  private boolean needsAutoCommit(ConnectionState state) {
    return state.schema() != null || state.isolation() != null;
  }

  private void syncSchema(@Nullable String wanted) throws SQLException {
    if (wanted == null ? schema == null : wanted.equals(schema)) {
      return;
    }
    if (wanted == null) {
      restoreSearchPath();
    } else if (cameWithSearchPath == null) {
      cameWithSearchPath = swapSearchPath(wanted);
    } else {
      physical.setSchema(wanted);
    }
    schema = wanted;
  }

  /** Sets the schema as the driver does, and returns what it replaced, in one round trip. */
  private String swapSearchPath(String wanted) throws SQLException {
    try (PreparedStatement swap =
        physical.prepareStatement(
            "select current_setting('search_path'),"
                + " set_config('search_path', quote_ident(?), false)")) {
      swap.setString(1, wanted);
      try (ResultSet row = swap.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private void restoreSearchPath() throws SQLException {
    if (cameWithSearchPath == null) {
      return;
    }
    try (PreparedStatement restore =
        physical.prepareStatement("select set_config('search_path', ?, false)")) {
      restore.setString(1, cameWithSearchPath);
      restore.executeQuery().close();
    }
    cameWithSearchPath = null;
  }

  private void syncIsolation(@Nullable Integer wanted) throws SQLException {
    int now = isolation == null ? target.isolation() : isolation;
    int then = wanted == null ? target.isolation() : wanted;
    if (now != then) {
      physical.setTransactionIsolation(then);
    }
    isolation = wanted;
  }

  /** A replica is read-only of itself; the primary must be told. */
  private void syncReadOnly(boolean wanted) throws SQLException {
    if (readOnly != wanted && target.isPrimary()) {
      physical.setReadOnly(wanted);
      readOnly = wanted;
    }
  }

  /** Gives the connection back as it came; one that cannot be restored is thrown away. */
  void release() {
    try {
      if (!physical.isClosed()) {
        restore();
      }
    } catch (SQLException | RuntimeException e) {
      LOG.connectionDiscarded(target.name(), e);
      target.discard(physical);
      return;
    }
    target.giveBack(physical);
  }

  private void restore() throws SQLException {
    boolean autoCommit = physical.getAutoCommit();
    if (!autoCommit) {
      physical.rollback();
    }
    if (!autoCommit && (schema != null || isolation != null)) {
      physical.setAutoCommit(true);
      autoCommit = true;
    }
    syncSchema(null);
    syncIsolation(null);
    syncReadOnly(false);
    if (original != null) {
      original.restore(physical);
    }
    if (autoCommit != cameAutoCommitting) {
      physical.setAutoCommit(cameAutoCommitting);
    }
  }
}
