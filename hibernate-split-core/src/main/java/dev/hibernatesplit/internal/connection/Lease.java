package dev.hibernatesplit.internal.connection;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.internal.topology.Physical;
import dev.hibernatesplit.internal.topology.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * A physical connection of one target, for as long as a unit needs it.
 *
 * <p>Brings it to the state that was asked for, and back to the state it came in before it returns
 * to its pool: pools reset less than is needed (HikariCP no {@code search_path}, others nothing at
 * all). Only what differs is set, so the common lease costs no call that reaches the server.
 *
 * <p>At READ COMMITTED each statement of a transaction sees its own snapshot. So a transaction on a
 * replica need not be one: its statements run in auto-commit, until something is asked for in which
 * it would show ({@link #begin}). What then must not be missed is that an error ends it all.
 */
final class Lease {

  private static final int NEVER = -1;

  private final Target target;
  private final boolean primary;
  private final boolean mayElide;
  private final Connection physical;
  private final Physical made;
  private final boolean cameAutoCommitting;
  private final @Nullable Places place;
  private int stateVersion = NEVER;
  private int users;
  private boolean cursors;
  private boolean largeObjects;
  private boolean erred;
  private boolean transactional;
  private boolean begun;
  private boolean failed;
  private boolean broken;
  private boolean setInTransaction;
  private boolean readOnly;
  private boolean refusesWrites;
  private @Nullable Integer isolation;
  private @Nullable SearchPath searchPath;
  private @Nullable Rarities rarities;

  /**
   * Takes a connection from the target's pool, and brings it to the state that was asked for.
   *
   * @param primary whether it is taken as the one that takes the writes
   * @param elides whether a transaction on a replica may do without BEGIN and COMMIT
   * @param place where to take a place first, which is given back with the connection; null for
   *     nowhere
   * @throws SQLException if there is none to be had, or it cannot be brought there
   */
  Lease(
      Target target, boolean primary, boolean elides, ConnectionState state, @Nullable Places place)
      throws SQLException {
    this.target = target;
    this.primary = primary;
    this.mayElide = elides && !primary;
    this.place = place;
    target.load().taken();
    this.physical = connection(place);
    this.made = target.physical(physical);
    try {
      this.cameAutoCommitting = physical.getAutoCommit();
      sync(state, false);
    } catch (SQLException | RuntimeException e) {
      leavePlace();
      target.discard(physical, made);
      target.load().returned();
      throw e;
    }
  }

  private Connection connection(@Nullable Places place) throws SQLException {
    try {
      return place == null ? connection() : afterEntering(place);
    } catch (SQLException | RuntimeException e) {
      target.load().returned();
      throw e;
    }
  }

  private Connection connection() throws SQLException {
    return primary ? target.connectionOfLeader() : target.connection();
  }

  private Connection afterEntering(Places place) throws SQLException {
    place.enter();
    try {
      return connection();
    } catch (SQLException | RuntimeException e) {
      place.leave();
      throw e;
    }
  }

  private void leavePlace() {
    if (place != null) {
      place.leave();
    }
  }

  Target target() {
    return target;
  }

  /** Whether it was taken as the one that takes the writes. */
  boolean takesWrites() {
    return primary;
  }

  Connection physical() {
    return physical;
  }

  /** What is known of the driver's connection under it. */
  Physical made() {
    return made;
  }

  /** A statement runs on it; {@link #ended} expects what this returns. */
  long begins() {
    made.asked();
    return target.load().begins();
  }

  /** The server has done what it was asked over it. */
  void signOfLife() {
    made.signOfLife();
  }

  /** The statement has ended, well or not. */
  void ended(long begin) {
    made.answered();
    target.load().ended(begin);
  }

  /** A statement or a result of the driver's own stands on it. */
  void enter() {
    users++;
  }

  void leave() {
    users--;
  }

  /** How many of them. */
  int users() {
    return users;
  }

  /** Whether it may be given up, for all that is in its transaction. */
  boolean idle() {
    return users == 0 && !largeObjects;
  }

  /** A statement on it failed. */
  void failed(SQLException e) {
    erred = true;
    failed = failed || Refusal.saidByServer(e);
    broken = broken || Refusal.endsConnection(e) || closed();
  }

  /** Whether the connection is gone. */
  boolean broken() {
    return broken;
  }

  /** The same, asked anew. */
  boolean gone() {
    return broken || closed();
  }

  /** The driver knows better than a pool, which not every end of a connection is told of. */
  private boolean closed() {
    try {
      return physical.isClosed()
          || (physical.isWrapperFor(BaseConnection.class)
              && physical.unwrap(BaseConnection.class).isClosed());
    } catch (SQLException e) {
      return true;
    }
  }

  /**
   * Whether the server has aborted the transaction, and waits for its rollback, or would have. The
   * driver is asked only where an error was seen, or rows that are still to come may bring one.
   */
  boolean hasFailed() throws SQLException {
    if (!(erred || cursors) || broken || physical.isClosed()) {
      return false;
    }
    return elided()
        ? failed
        : physical.isWrapperFor(BaseConnection.class)
            && physical.unwrap(BaseConnection.class).getTransactionState()
                == TransactionState.FAILED;
  }

  /** Whether something but one statement may still be read on: rows, or a large object. */
  boolean isReadOn() {
    return largeObjects || (cursors && users > 1);
  }

  /** Rows may stay on the server until they are asked for, which only a transaction keeps. */
  void cursorsPossible() throws SQLException {
    cursors = true;
    begin();
  }

  /** A handle on a large object is given away, which reads by it until the transaction ends. */
  void largeObject() throws SQLException {
    largeObjects = transactional;
    begin();
  }

  /** With the transaction it was read in, it can be read no more. */
  void noLargeObjects() {
    largeObjects = false;
  }

  /** From now on it shows whether there is a transaction, if one was asked for. */
  void begin() throws SQLException {
    if (mayElide && !begun) {
      begun = true;
      if (transactional && physical.getAutoCommit()) {
        physical.setAutoCommit(false);
      }
    }
  }

  /**
   * Brings the physical connection to the state that was asked for.
   *
   * @param inTransaction whether a transaction is open that must not be ended for it
   */
  void sync(ConnectionState state, boolean inTransaction) throws SQLException {
    if (stateVersion == state.version()) {
      return;
    }
    setInTransaction |= inTransaction;
    if (!inTransaction && differsOnServer(state) && !physical.getAutoCommit()) {
      physical.setAutoCommit(true); // else what sets it would begin a transaction
    }
    lead(state.schema());
    syncIsolation(state.isolation());
    syncReadOnly(state.readOnly());
    if (!state.readOnly()) {
      allowWrites();
    }
    if (state.hasRarities()) {
      rarities = rarities == null ? Rarities.of(physical) : rarities;
      state.replayRarities(physical);
    }
    transactional = !state.autoCommit();
    boolean autoCommit = state.autoCommit() || elides();
    if (physical.getAutoCommit() != autoCommit) {
      physical.setAutoCommit(autoCommit);
    }
    stateVersion = state.version();
  }

  private boolean elides() {
    int level = isolation == null ? target.isolation() : isolation;
    return mayElide && !begun && level <= Connection.TRANSACTION_READ_COMMITTED;
  }

  private boolean differsOnServer(ConnectionState state) {
    return leadsElsewhere(state.schema())
        || !Objects.equals(isolation, state.isolation())
        || (refusesWrites && !state.readOnly());
  }

  private boolean leadsElsewhere(@Nullable String schema) {
    return searchPath == null ? schema != null : searchPath.differs(schema);
  }

  private void lead(@Nullable String schema) throws SQLException {
    if (leadsElsewhere(schema)) {
      searchPath = searchPath == null ? new SearchPath(physical) : searchPath;
      searchPath.lead(schema);
    }
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
    if (readOnly != wanted && primary) {
      physical.setReadOnly(wanted);
      readOnly = wanted;
    }
  }

  /**
   * Has the server refuse writes outside a transaction, too: there the driver's read-only flag,
   * which goes with BEGIN, does nothing. One round trip, and another to undo it.
   */
  void refuseWrites() throws SQLException {
    if (!refusesWrites) {
      set("set default_transaction_read_only = on");
      refusesWrites = true;
    }
  }

  private void allowWrites() throws SQLException {
    if (refusesWrites) {
      set("reset default_transaction_read_only");
      refusesWrites = false;
    }
  }

  private void set(String sql) throws SQLException {
    try (Statement statement = physical.createStatement()) {
      statement.execute(sql);
    }
  }

  void commit() throws SQLException {
    if (!elided()) {
      made.asked();
      try {
        physical.commit();
      } finally {
        made.answered();
      }
    }
    setInTransaction = false;
    over();
  }

  /** There is nothing to end: its statements were transactions of their own. */
  private boolean elided() throws SQLException {
    return mayElide && !begun && physical.getAutoCommit();
  }

  /** The next transaction may be elided again. */
  private void over() {
    failed = false;
    largeObjects = false;
    if (begun) {
      begun = false;
      stateVersion = NEVER;
    }
  }

  /** Ends a transaction, if there is one, as if it had not been. */
  void rollback() throws SQLException {
    over();
    if (!physical.getAutoCommit()) {
      made.asked();
      try {
        physical.rollback();
      } finally {
        made.answered();
      }
      undone();
    }
  }

  /** The server forgets with a transaction what was set in it; the next statement sets it again. */
  void undone() {
    if (setInTransaction) {
      setInTransaction = false;
      stateVersion = NEVER;
      if (searchPath != null) {
        searchPath.unsure();
      }
    }
  }

  /** Gives the connection back as it came; one that cannot be restored is thrown away. */
  void release() {
    target.load().returned();
    leavePlace();
    if (broken) {
      target.discard(physical, made);
      return;
    }
    try {
      if (!physical.isClosed()) {
        restore();
      }
    } catch (SQLException | RuntimeException e) {
      LOG.connectionDiscarded(target.name(), e);
      target.discard(physical, made);
      return;
    }
    target.giveBack(physical, made);
  }

  private void restore() throws SQLException {
    rollback();
    boolean changed = leadsElsewhere(null) || isolation != null || refusesWrites;
    if (changed && !physical.getAutoCommit()) {
      physical.setAutoCommit(true);
    }
    allowWrites();
    lead(null);
    syncIsolation(null);
    syncReadOnly(false);
    if (rarities != null) {
      rarities.restore(physical);
    }
    if (physical.getAutoCommit() != cameAutoCommitting) {
      physical.setAutoCommit(cameAutoCommitting);
    }
  }

  /** Ends the connection at once, whatever runs on it; nobody gets it again. */
  void abort(Executor executor) throws SQLException {
    target.load().returned();
    leavePlace();
    try {
      physical.abort(executor);
    } finally {
      target.discard(physical, made);
    }
  }
}
