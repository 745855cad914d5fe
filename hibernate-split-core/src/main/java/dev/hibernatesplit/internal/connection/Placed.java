package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.internal.footprint.RowHash;
import dev.hibernatesplit.internal.observation.SplitLog;
import dev.hibernatesplit.internal.routing.QueryWishes;
import dev.hibernatesplit.spi.StatementInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The physical statement under a statement of ours: where it stands, and how it moves.
 *
 * <p>Shared by the three kinds of statement. It is opened on the lease that the decision for the
 * statement led to, opened again on another lease with what was set and bound, and leaves its lease
 * when it closes. On the primary it stays once it is there: that is right for every statement.
 *
 * <p>Where routers of the application may look at parameters, a prepared read waits: what is bound
 * to it is only remembered, and it is placed for each run anew, when all is bound.
 */
final class Placed<S extends Statement> implements ResultOwner, Parameters {

  /** Who cancels from another thread must find it, but need not find it at once. */
  @SuppressWarnings("rawtypes")
  private static final AtomicReferenceFieldUpdater<Placed, @Nullable Statement> PHYSICAL =
      AtomicReferenceFieldUpdater.newUpdater(Placed.class, Statement.class, "physical");

  private final SplitConnection connection;
  private final Statement owner;
  private final Opening<S> opening;
  private volatile @Nullable S physical;
  private @Nullable Lease stand;
  private @Nullable RoutingDecision decision;
  private int epoch;
  private QueryWishes queries = QueryWishes.NONE;
  private @Nullable StatementInfo waiting;
  private Bindings<S> bound = new Bindings<>();
  private boolean cursor;
  private boolean closeOnCompletion;
  private boolean closed;
  private long row = RowHash.NONE;

  /** Something that was set on a statement, or bound to it. */
  @FunctionalInterface
  interface Setting<S> {
    void on(S statement) throws SQLException;
  }

  /** A way to run a statement, which may be gone twice. */
  @FunctionalInterface
  interface Run<S, T> {
    T on(S statement) throws SQLException;
  }

  Placed(SplitConnection connection, Statement owner, Opening<S> opening) {
    this.connection = connection;
    this.owner = owner;
    this.opening = opening;
  }

  /** The hash of the row that it names, as far as that is known. */
  void row(long hash) {
    row = hash;
  }

  SplitConnection connection() {
    return connection;
  }

  /** The physical statement, which there is not after no server could be had for it. */
  S physical() throws SQLException {
    refuseClosed();
    S statement = physical;
    if (statement == null && waiting != null) {
      statement = placedForQuestions(waiting);
    }
    if (statement == null) {
      throw new SQLException(
          "This statement stands on no connection since it failed. Prepare it anew.", "55000");
    }
    return statement;
  }

  /** Nothing is bound to it then: it is placed anew when it runs. */
  private @Nullable S placedForQuestions(StatementInfo statement) throws SQLException {
    Bindings<S> all = bound;
    bound = all.withoutValues();
    try {
      place(statement);
    } finally {
      bound = all;
    }
    return physical;
  }

  /** The same for one without a text of its own: until SQL places it, any connection will do. */
  S anywhere() throws SQLException {
    refuseClosed();
    S statement = physical;
    return statement == null ? openAnywhere() : statement;
  }

  private S openAnywhere() throws SQLException {
    try {
      return open("", connection.unit.anyLease());
    } catch (SQLException e) {
      abandon();
      throw e;
    }
  }

  /** Does it where it stands, if it stands anywhere. */
  void ifPhysical(Setting<? super S> what) throws SQLException {
    refuseClosed();
    S statement = physical;
    if (statement != null) {
      what.on(statement);
    }
  }

  /** From any thread; what does not run is not disturbed. */
  void cancel() throws SQLException {
    S running = physical;
    if (running != null) {
      running.cancel();
    }
  }

  @Nullable SQLWarning getWarnings() throws SQLException {
    refuseClosed();
    S statement = physical;
    return statement == null ? null : statement.getWarnings();
  }

  /** Puts it where the statement may run, for some reads only when it runs. */
  void prepare(StatementInfo statement) throws SQLException {
    if (statement.isRead()
        && statement.hint() == null
        && connection.connector.queries().waitsForParameters()) {
      waiting = statement;
      connection.unit.reads(row);
    } else {
      place(statement);
    }
  }

  /** Puts it where the statement may run now. */
  void place(StatementInfo statement) throws SQLException {
    refuseClosed();
    connection.unit.refuseAfterFailure();
    queries = connection.connector.queries().wishes(this);
    RoutingDecision now = decision;
    RoutingDecision next =
        now == null || isOnReplica()
            ? Dispatcher.route(connection.unit, statement, queries, row)
            : Dispatcher.routeOnPrimary(connection.unit, statement, queries, row);
    Lease there = connection.unit.lease(next);
    if (stand != there || now == null) {
      refuseUnrepeatable(statement, there);
      leave();
      stand(statement, next, null);
    } else {
      stays(next);
    }
  }

  /** Puts it there again if what has happened since might send it elsewhere. */
  void placeAgain(StatementInfo statement) throws SQLException {
    refuseClosed();
    if (waiting != null) {
      leave();
      place(statement);
      if (bound.unrepeatable()) {
        waiting = null; // it can run on where it stands only, as what was bound is gone
      }
    } else if (mustBePlaced(statement)) {
      leaveBeforeWaiting(statement);
      place(statement);
    } else {
      connection.unit.refuseAfterFailure();
    }
  }

  private boolean mustBePlaced(StatementInfo statement) {
    return decision == null || epoch != connection.unit.epoch() || seesNoMore(statement);
  }

  /** Whether it stands on a replica that may not have any more what it must see. */
  private boolean seesNoMore(StatementInfo statement) {
    return isOnReplica()
        && !connection.unit.stillSees(statement, row, Objects.requireNonNull(stand));
  }

  private boolean isOnReplica() {
    RoutingDecision now = decision;
    return now != null && now.role() == TargetRole.REPLICA;
  }

  /** Who waits for a replica to catch up holds no connection of it meanwhile. */
  private void leaveBeforeWaiting(StatementInfo statement) {
    if (!bound.unrepeatable() && seesNoMore(statement) && connection.unit.mayWait()) {
      leave();
    }
  }

  private void stays(RoutingDecision next) {
    decision = next;
    epoch = connection.unit.epoch();
  }

  /** Opens it there, or elsewhere if a connection of a replica turns out to be gone. */
  private void stand(StatementInfo statement, RoutingDecision first, @Nullable Setbacks before)
      throws SQLException {
    RoutingDecision next = first;
    Setbacks setbacks = before;
    while (true) {
      Lease there = connection.unit.lease(next);
      try {
        open(statement.sql(), there);
        stays(next);
        return;
      } catch (SQLException e) {
        setbacks = setbacks == null ? new Setbacks() : setbacks;
        next = elsewhereOrNowhere(statement, next, setbacks, e);
      }
    }
  }

  private RoutingDecision elsewhereOrNowhere(
      StatementInfo statement, RoutingDecision here, Setbacks setbacks, SQLException failure)
      throws SQLException {
    try {
      return elsewhere(statement, here, setbacks, failure);
    } catch (SQLException e) {
      abandon();
      throw e;
    }
  }

  private void refuseUnrepeatable(StatementInfo statement, Lease next) throws SQLException {
    if (stand != null && bound.unrepeatable()) {
      connection.unit.settle();
      throw new SQLException(
          "A stream or batch was bound where the statement stood, and cannot be bound again on '"
              + next.target().name()
              + "', where it must run now: «"
              + statement.sql()
              + "». Prepare it anew, in the transaction that runs it.",
          "55000");
    }
  }

  /** Who opens it gives up the lease if it fails: {@link #leave} or {@link #abandon}. */
  private S open(String sql, Lease lease) throws SQLException {
    lease.enter();
    stand = lease;
    try {
      S statement = opening.on(lease.physical(), sql);
      PHYSICAL.lazySet(this, statement);
      bound.replay(statement);
      limit(statement, lease.target().queryTimeout());
      cursor = statement.getFetchSize() > 0;
      return statement;
    } catch (SQLException e) {
      lease.failed(e);
      throw e;
    } catch (RuntimeException e) {
      abandon();
      throw e;
    }
  }

  /** The target's time-out holds where the query has none of its own. */
  private static void limit(Statement statement, int seconds) throws SQLException {
    if (seconds > 0 && statement.getQueryTimeout() == 0) {
      statement.setQueryTimeout(seconds);
    }
  }

  /** Tells everyone who watches that the statement runs where this stands. */
  void announce(StatementInfo statement) {
    connection.unit.effects().runs(statement, row);
    connection.announce(statement, Objects.requireNonNull(decision));
  }

  /** Runs it where it stands; elsewhere, if a replica does not, and nothing was delivered. */
  <T> T run(StatementInfo statement, Run<? super S, T> run) throws SQLException {
    announce(statement);
    T result;
    try {
      result = timed(run);
    } catch (SQLException e) {
      return runElsewhere(statement, run, e);
    }
    connection.unit.effects().ran(statement, Objects.requireNonNull(stand));
    return result;
  }

  private <T> T runElsewhere(StatementInfo statement, Run<? super S, T> run, SQLException first)
      throws SQLException {
    Setbacks setbacks = new Setbacks();
    SQLException failure = first;
    while (true) {
      RoutingDecision here = Objects.requireNonNull(decision);
      stand(statement, elsewhere(statement, here, setbacks, failure), setbacks);
      announce(statement);
      try {
        T result = timed(run);
        Lease there = Objects.requireNonNull(stand);
        setbacks.made(connection.connector, statement, there.target().name());
        connection.unit.effects().ran(statement, there);
        return result;
      } catch (SQLException e) {
        failure = e;
      }
    }
  }

  /** Whether what it does not find on a replica is to be looked for on the primary. */
  boolean checksMisses() {
    return isOnReplica() && connection.connector.guarantees().checksMisses();
  }

  /** Runs it on the primary after a replica has; null if it can run nowhere else. */
  <T> @Nullable T onPrimary(StatementInfo statement, Run<? super S, T> run) throws SQLException {
    Lease here = stand;
    if (here == null || bound.unrepeatable() || !connection.unit.mayMove(here)) {
      return null;
    }
    Setbacks setbacks = new Setbacks();
    leave();
    RoutingDecision next =
        Dispatcher.elsewhere(
            connection.unit, statement, queries, row, Refusal.NOT_A_READ, setbacks);
    stand(statement, Dispatcher.because(RoutingReason.FIND_MISS, next), setbacks);
    announce(statement);
    T result = timed(run);
    connection.unit.effects().ran(statement, Objects.requireNonNull(stand));
    return result;
  }

  /**
   * Where it runs after a failure; leaves where it stood.
   *
   * @throws SQLException what the application is to see, if it runs nowhere else
   */
  private RoutingDecision elsewhere(
      StatementInfo statement, RoutingDecision here, Setbacks setbacks, SQLException failure)
      throws SQLException {
    Lease lease = Objects.requireNonNull(stand);
    boolean again = false;
    Refusal refusal;
    try {
      refusal =
          Elsewhere.afterFailure(
              connection.unit,
              statement,
              lease,
              setbacks,
              failure,
              isClosed(),
              !bound.unrepeatable());
      again = true;
    } finally {
      connection.connector.listener().statementFailed(statement, here, failure, again);
    }
    setbacks.refused(lease.target(), refusal, failure);
    leave();
    try {
      return Dispatcher.elsewhere(connection.unit, statement, queries, row, refusal, setbacks);
    } catch (SQLException e) {
      throw Outcome.after(failure, e);
    }
  }

  private <T> T timed(Run<? super S, T> run) throws SQLException {
    Lease lease = Objects.requireNonNull(stand);
    if (cursor) {
      lease.cursorsPossible();
    }
    long begin = lease.begins();
    try {
      T result = run.on(physical());
      if (!isOfNothing(result)) {
        lease.signOfLife();
      }
      return result;
    } finally {
      lease.ended(begin);
    }
  }

  /** Whether it is what the driver answers to an empty batch, without asking the server. */
  private static boolean isOfNothing(@Nullable Object result) {
    return (result instanceof int[] counts && counts.length == 0)
        || (result instanceof long[] large && large.length == 0);
  }

  /**
   * Sets it where it stands already, and remembers it for where it will stand.
   *
   * @param key what it replaces among what was set before
   */
  void set(String key, Setting<? super S> setting) throws SQLException {
    ifPhysical(setting);
    bound.set(key, setting);
  }

  /** A fetch size means rows that stay on the server until they are asked for. */
  void setFetchSize(int rows) throws SQLException {
    set("fetchSize", statement -> statement.setFetchSize(rows));
    cursor = rows > 0;
  }

  /** Binds what only a statement that may move needs to remember. */
  void bind(int index, Setting<? super S> setting) throws SQLException {
    if (waiting != null) {
      bindWhenItRuns(index, setting);
      return;
    }
    setting.on(physical());
    if (isOnReplica()) {
      bound.remember(index, setting);
    }
  }

  private void bindWhenItRuns(int index, Setting<? super S> setting) throws SQLException {
    refuseClosed();
    Argument.parameterIndex(index);
    bound.remember(index, setting);
  }

  /** Only prepared statements have what is bound. */
  @Override
  public List<@Nullable Object> values() {
    return bound.boundValues();
  }

  /** Binds what can be read once only, so that the statement can run only where it stands. */
  void bindOnce(int index, Setting<? super S> setting) throws SQLException {
    if (waiting != null) {
      bindWhenItRuns(index, Bindings.unread(setting));
      return;
    }
    if (isOnReplica()) {
      bound.rememberRead(index);
    }
    setting.on(physical());
  }

  /** Adds to a batch, which stays where it is. */
  void batch(Setting<? super S> setting) throws SQLException {
    StatementInfo member = waiting;
    if (member != null) {
      waiting = null;
      leave();
      place(member);
    }
    bound.batched();
    setting.on(physical());
  }

  /** Forgets what was bound, but not what was set. */
  void clearBound() {
    bound.clear();
  }

  /** The driver knows when the last result is closed, and closes its statement then. */
  void closeOnCompletion() throws SQLException {
    set("closeOnCompletion", Statement::closeOnCompletion);
    closeOnCompletion = true;
  }

  boolean isCloseOnCompletion() {
    return closeOnCompletion;
  }

  @Override
  public Statement statement() {
    return owner;
  }

  /** Some rows were delivered: so it fails for who reads them, too. */
  @Override
  public void resultFailed(SQLException e) {
    Lease here = stand;
    if (here != null) {
      here.failed(e);
      if (here.takesWrites()) {
        PrimaryLeases.suspect(connection.unit, here.target(), e);
      } else if (Refusal.of(e) == Refusal.LOST && !isClosed()) {
        connection.connector.lost(here.target(), String.valueOf(e.getMessage()));
      }
    }
  }

  @Override
  public void largeObject() throws SQLException {
    if (stand != null) {
      stand.largeObject();
    }
  }

  @Override
  public void resultClosed() throws SQLException {
    S statement = physical;
    if (closeOnCompletion && statement != null && statement.isClosed()) {
      close();
    }
  }

  @Nullable ResultSet wrap(@Nullable ResultSet result) {
    return result == null ? null : new SplitResultSet(result, this);
  }

  boolean isClosed() {
    return closed || connection.isClosed();
  }

  void close() throws SQLException {
    if (!closed) {
      closed = true;
      abandon();
    }
  }

  private void abandon() {
    leave();
    connection.unit.settle();
  }

  /** Leaves the lease it stands on, which the unit may then give back. */
  private void leave() {
    S statement = physical;
    Lease left = stand;
    PHYSICAL.lazySet(this, null);
    stand = null;
    decision = null;
    if (left != null) {
      left.leave();
    }
    if (statement != null) {
      closeQuietly(statement);
    }
  }

  /** A statement that cannot be closed is gone with its connection. */
  private static void closeQuietly(Statement statement) {
    try {
      statement.close();
    } catch (SQLException e) {
      SplitLog.LOG.debug("A statement could not be closed", e);
    }
  }

  private void refuseClosed() throws SQLException {
    if (isClosed()) {
      throw new SQLException("This statement has been closed.", "55000");
    }
  }
}
