package dev.hibernatesplit.internal.connection;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.internal.topology.Target;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The physical connections that one logical connection holds: at most one of each role. */
final class Leases {

  private final ConnectionState state;
  private @Nullable Lease primary;
  private @Nullable Lease replica;

  Leases(ConnectionState state) {
    this.state = state;
  }

  @Nullable Lease primary() {
    return primary;
  }

  @Nullable Lease replica() {
    return replica;
  }

  /** The lease that is held, the primary's first; null if there is none. */
  @Nullable Lease any() {
    return primary != null ? primary : replica;
  }

  /** The lease of a target, taken now if it is not held, in the state that was asked for. */
  Lease on(Target target) throws SQLException {
    Lease held = target.isPrimary() ? primary : replica;
    if (held != null) {
      held.sync(state);
      return held;
    }
    Lease taken = new Lease(target, state);
    if (target.isPrimary()) {
      primary = taken;
    } else {
      replica = taken;
    }
    return taken;
  }

  /** Brings what is held to the state that was asked for. */
  void sync() throws SQLException {
    if (primary != null) {
      primary.sync(state);
    }
    if (replica != null) {
      replica.sync(state);
    }
  }

  /**
   * Commits what is held. A replica's transaction only read: if its end fails, nothing is lost, and
   * what was read stays read.
   */
  void commit() throws SQLException {
    if (primary != null) {
      primary.physical().commit();
    }
    if (replica != null) {
      try {
        replica.physical().commit();
      } catch (SQLException e) {
        LOG.replicaTransactionEnd(replica.target().name(), e);
      }
    }
  }

  /** Rolls back what is held; see {@link #commit()} for a replica that fails. */
  void rollback() throws SQLException {
    rollbackReplica();
    if (primary != null) {
      primary.physical().rollback();
    }
  }

  void rollbackReplica() {
    if (replica != null) {
      try {
        replica.physical().rollback();
      } catch (SQLException e) {
        LOG.replicaTransactionEnd(replica.target().name(), e);
      }
    }
  }

  /** Gives back what nothing stands on; the primary's only if it may go. */
  void releaseIdle(boolean primaryToo) {
    if (replica != null && replica.idle()) {
      release(TargetRole.REPLICA);
    }
    if (primaryToo && primary != null && primary.idle()) {
      release(TargetRole.PRIMARY);
    }
  }

  /** Gives back everything. */
  void releaseAll() {
    release(TargetRole.REPLICA);
    release(TargetRole.PRIMARY);
  }

  /** Ends the physical connections at once, from whichever thread. */
  void abort(Executor executor) throws SQLException {
    for (Lease lease : new Lease[] {replica, primary}) {
      if (lease != null) {
        lease.physical().abort(executor);
      }
    }
    releaseAll();
  }

  private void release(TargetRole role) {
    Lease lease = role == TargetRole.PRIMARY ? primary : replica;
    if (role == TargetRole.PRIMARY) {
      primary = null;
    } else {
      replica = null;
    }
    if (lease != null) {
      lease.release();
    }
  }
}
