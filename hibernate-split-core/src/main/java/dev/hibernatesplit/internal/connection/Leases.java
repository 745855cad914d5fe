package dev.hibernatesplit.internal.connection;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.internal.topology.Target;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The physical connections that one logical connection holds: at most one of each role.
 *
 * <p>Used by one thread, but for {@link #abort}: so who takes a lease out of its place is the one
 * who gives it back.
 */
final class Leases {

  private final ConnectionState state;
  private final AtomicReference<@Nullable Lease> primary = new AtomicReference<>();
  private final AtomicReference<@Nullable Lease> replica = new AtomicReference<>();
  private volatile boolean ended;

  Leases(ConnectionState state) {
    this.state = state;
  }

  @Nullable Lease primary() {
    return primary.get();
  }

  @Nullable Lease replica() {
    return replica.get();
  }

  /** The lease that is held, the primary's first; null if there is none. */
  @Nullable Lease any() {
    Lease first = primary.get();
    return first != null ? first : replica.get();
  }

  /**
   * The lease of a target, taken now if it is not held, in the state that was asked for.
   *
   * @param inTransaction whether a transaction is open on what is held
   */
  Lease on(Target target, boolean inTransaction) throws SQLException {
    AtomicReference<@Nullable Lease> place = target.isPrimary() ? primary : replica;
    Lease held = place.get();
    if (held == null) {
      return take(target, place);
    }
    held.sync(state, inTransaction);
    return held;
  }

  private Lease take(Target target, AtomicReference<@Nullable Lease> place) throws SQLException {
    Lease taken = new Lease(target, state);
    place.set(taken);
    if (ended) { // in the meantime, by another thread
      release(place);
      throw new SQLException("This connection has been closed.", "08003");
    }
    return taken;
  }

  /** Brings what is held to the state that was asked for. */
  void sync(boolean inTransaction) throws SQLException {
    for (AtomicReference<@Nullable Lease> place : List.of(primary, replica)) {
      Lease held = place.get();
      if (held != null) {
        held.sync(state, inTransaction);
      }
    }
  }

  /**
   * Commits what is held. A replica's transaction only read: if its end fails, nothing is lost, and
   * what was read stays read.
   */
  void commit() throws SQLException {
    Lease writes = primary.get();
    if (writes != null) {
      writes.commit();
    }
    endReplica(Lease::commit);
  }

  /** Rolls back what is held; see {@link #commit()} for a replica that fails. */
  void rollback() throws SQLException {
    endReplica(Lease::rollback);
    Lease writes = primary.get();
    if (writes != null) {
      writes.rollback();
    }
  }

  /** The way of an end. */
  @FunctionalInterface
  private interface End {
    void of(Lease lease) throws SQLException;
  }

  private void endReplica(End end) {
    Lease read = replica.get();
    if (read != null) {
      try {
        end.of(read);
      } catch (SQLException e) {
        LOG.replicaTransactionEnd(read.target().name(), e);
      }
    }
  }

  /** The rest of the unit runs on the primary; what else stands on the replica may be read on. */
  void leaveReplica() {
    endReplica(Lease::rollback);
    releaseIdle(replica);
  }

  /** Gives back what nothing stands on; the primary's only if it may go. */
  void releaseIdle(boolean primaryToo) {
    releaseIdle(replica);
    if (primaryToo) {
      releaseIdle(primary);
    }
  }

  private static void releaseIdle(AtomicReference<@Nullable Lease> place) {
    Lease held = place.get();
    if (held != null && held.idle()) {
      release(place);
    }
  }

  /** Gives back everything, for ever. */
  void end() {
    ended = true;
    release(replica);
    release(primary);
  }

  private static void release(AtomicReference<@Nullable Lease> place) {
    Lease held = place.getAndSet(null);
    if (held != null) {
      held.release();
    }
  }

  /** Ends the physical connections at once, from whichever thread. */
  void abort(Executor executor) throws SQLException {
    ended = true;
    for (AtomicReference<@Nullable Lease> place : List.of(replica, primary)) {
      Lease held = place.getAndSet(null);
      if (held != null) {
        held.abort(executor);
      }
    }
  }
}
