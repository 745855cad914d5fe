package dev.hibernatesplit.internal.connection;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.internal.topology.Target;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The physical connections that one logical connection holds: at most one of each role.
 *
 * <p>Used by one thread, but for {@link #abort}: so who takes a lease out of its place is the one
 * who gives it back.
 */
final class Leases {

  /** A place of a lease: a field, since each connection would need two objects otherwise. */
  private static final AtomicReferenceFieldUpdater<Leases, @Nullable Lease> PRIMARY =
      AtomicReferenceFieldUpdater.newUpdater(Leases.class, Lease.class, "primary");

  private static final AtomicReferenceFieldUpdater<Leases, @Nullable Lease> REPLICA =
      AtomicReferenceFieldUpdater.newUpdater(Leases.class, Lease.class, "replica");

  private final ConnectionState state;
  private final boolean elides;
  private volatile @Nullable Lease primary;
  private volatile @Nullable Lease replica;
  private volatile boolean ended;

  /**
   * @param elides whether transactions on replicas may do without BEGIN and COMMIT
   */
  Leases(ConnectionState state, boolean elides) {
    this.state = state;
    this.elides = elides;
  }

  @Nullable Lease primary() {
    return primary;
  }

  @Nullable Lease replica() {
    return replica;
  }

  /** The lease of a role, which was just taken. */
  Lease of(TargetRole role) throws SQLException {
    Lease held = role == TargetRole.PRIMARY ? primary : replica;
    if (held == null) { // given up meanwhile, by another thread
      throw closed();
    }
    return held;
  }

  private static SQLException closed() {
    return new SQLException("This connection has been closed.", "08003");
  }

  /** The lease that is held, the primary's first; null if there is none. */
  @Nullable Lease any() {
    Lease first = primary;
    return first != null ? first : replica;
  }

  /**
   * The lease of a target, taken now if it is not held, in the state that was asked for.
   *
   * @param inTransaction whether a transaction is open on what is held
   */
  Lease onReplica(Target target, boolean inTransaction) throws SQLException {
    Lease held = replica;
    if (held != null && held.target() != target) {
      endReplica(Lease::commit); // another replica was asked for, and nothing stands on this one
      release(REPLICA);
      held = null;
    }
    return on(held, target, REPLICA, inTransaction, null);
  }

  /**
   * The lease of the server that takes the writes, in the state that was asked for.
   *
   * @param heldFast whether what lives on a connection held already must not be lost
   * @param places where one that is taken now needs a place; null for no need
   * @throws PrimaryMovedException if it would be, because another server takes the writes now
   */
  Lease onPrimary(Target target, boolean inTransaction, boolean heldFast, @Nullable Places places)
      throws SQLException {
    Lease held = primary;
    if (held != null && held.target() != target) {
      if (inTransaction || heldFast || !held.idle()) {
        throw new PrimaryMovedException(held.target().name(), target.name());
      }
      release(PRIMARY);
      held = null;
    }
    return on(held, target, PRIMARY, inTransaction, places);
  }

  private Lease on(
      @Nullable Lease held,
      Target target,
      AtomicReferenceFieldUpdater<Leases, @Nullable Lease> place,
      boolean inTransaction,
      @Nullable Places places)
      throws SQLException {
    if (held == null) {
      return take(target, place, places);
    }
    if (held.broken()) {
      throw new SQLException(
          "The connection to '" + target.name() + "' that this unit stands on is lost.", "08003");
    }
    held.sync(state, inTransaction);
    return held;
  }

  private Lease take(
      Target target,
      AtomicReferenceFieldUpdater<Leases, @Nullable Lease> place,
      @Nullable Places places)
      throws SQLException {
    Lease taken = new Lease(target, place == PRIMARY, elides, state, places);
    place.set(this, taken);
    if (ended) { // in the meantime, by another thread
      release(place);
      throw closed();
    }
    return taken;
  }

  /** Whether more than one statement stands on what is held. */
  boolean shared() {
    Lease first = primary;
    Lease second = replica;
    return (first == null ? 0 : first.users()) + (second == null ? 0 : second.users()) > 1;
  }

  /** Brings what is held to the state that was asked for. */
  void sync(boolean inTransaction) throws SQLException {
    sync(primary, inTransaction);
    sync(replica, inTransaction);
  }

  private void sync(@Nullable Lease held, boolean inTransaction) throws SQLException {
    if (held != null) {
      held.sync(state, inTransaction);
    }
  }

  /** Whether the replica's part of the transaction has failed: then all of it has. */
  boolean replicaFailed() throws SQLException {
    Lease read = replica;
    return read != null && read.hasFailed();
  }

  /**
   * Commits what is held. A replica's transaction only read: if its end fails, nothing is lost, and
   * what was read stays read. If it failed before, all is rolled back, as PostgreSQL does.
   *
   * @param wrote whether something may have been changed on the primary
   */
  void commit(boolean wrote) throws SQLException {
    if (replicaFailed()) {
      rollback();
      return;
    }
    Lease writes = primary;
    if (writes != null) {
      commit(writes, wrote);
    }
    endReplica(Lease::commit);
  }

  private static void commit(Lease writes, boolean wrote) throws SQLException {
    boolean goneBefore = writes.gone();
    try {
      writes.commit();
      if (wrote) { // else the driver need not have asked the server
        writes.signOfLife();
      }
    } catch (SQLException e) {
      writes.failed(e);
      throw wrote && writes.broken() && !goneBefore
          ? Outcome.of(e, writes.target().name(), "the commit of a transaction")
          : e;
    }
  }

  /** Rolls back what is held; see {@link #commit} for a replica that fails. */
  void rollback() throws SQLException {
    endReplica(Lease::rollback);
    Lease writes = primary;
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
    Lease read = replica;
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
    releaseIdle(REPLICA);
  }

  /** A transaction is over, well or not, and what could be read only in it. */
  void over() {
    noLargeObjects(primary);
    noLargeObjects(replica);
  }

  private static void noLargeObjects(@Nullable Lease held) {
    if (held != null) {
      held.noLargeObjects();
    }
  }

  /** Gives back what nothing stands on; the primary's only if it may go. */
  void releaseIdle(boolean primaryToo) {
    releaseIdle(REPLICA);
    if (primaryToo) {
      releaseIdle(PRIMARY);
    }
  }

  private void releaseIdle(AtomicReferenceFieldUpdater<Leases, @Nullable Lease> place) {
    Lease held = place.get(this);
    if (held != null && held.idle()) {
      release(place);
    }
  }

  /** Whether nothing is leased any more. */
  boolean ended() {
    return ended;
  }

  /** Gives back everything, for ever. */
  void end() {
    ended = true;
    release(REPLICA);
    release(PRIMARY);
  }

  private void release(AtomicReferenceFieldUpdater<Leases, @Nullable Lease> place) {
    Lease held = takeOut(place);
    if (held != null) {
      held.release();
    }
  }

  /** An empty place costs a look, and nothing that locks the memory. */
  private @Nullable Lease takeOut(AtomicReferenceFieldUpdater<Leases, @Nullable Lease> place) {
    return place.get(this) == null ? null : place.getAndSet(this, null);
  }

  /** Ends the physical connections at once, from whichever thread. */
  void abort(Executor executor) throws SQLException {
    ended = true;
    try {
      abort(REPLICA, executor);
    } finally {
      abort(PRIMARY, executor);
    }
  }

  private void abort(AtomicReferenceFieldUpdater<Leases, @Nullable Lease> place, Executor executor)
      throws SQLException {
    Lease held = takeOut(place);
    if (held != null) {
      held.abort(executor);
    }
  }
}
