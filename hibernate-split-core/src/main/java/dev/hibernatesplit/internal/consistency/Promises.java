package dev.hibernatesplit.internal.consistency;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.ConsistencyToken;
import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.internal.footprint.RowHash;
import dev.hibernatesplit.internal.footprint.RowKey;
import dev.hibernatesplit.internal.health.Sample;
import dev.hibernatesplit.internal.routing.Needs;
import dev.hibernatesplit.internal.routing.Scope;
import dev.hibernatesplit.internal.topology.Physical;
import dev.hibernatesplit.spi.StatementInfo;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the reads of one connection must see. Used by one thread at a time. */
public final class Promises {

  /** Stands for a row whose key is not bound yet: only what is known without it is checked. */
  public static final long ROW_LATER = Lane.ROW_LATER;

  /** For how long a replica may catch up with what {@code global} asks for, in nanoseconds. */
  private static final long GRACE = 5_000_000;

  private final Guarantees all;
  private final @Nullable SessionNeeds session;
  private @Nullable Scope scope;
  private @Nullable CallerMemory caller;
  private @Nullable Memory own;
  private @Nullable Evidence evidence;
  private Consistency level;
  private boolean snapshot;
  private long began;
  private int callerVersion;

  Promises(Guarantees all, @Nullable SessionNeeds session) {
    this.all = all;
    this.session = session;
    this.level = all.level();
  }

  /** What is asked for by the read that began last. */
  public Consistency level() {
    return level;
  }

  /** What is asked for now: by the scope, else by the session, else by the settings. */
  private Consistency asked() {
    Consistency around = needs().level();
    if (around != null) {
      return around;
    }
    String named = session == null ? null : session.consistency();
    return named == null ? all.level() : level(named);
  }

  private static Consistency level(String named) {
    for (Consistency level : Consistency.values()) {
      if (level.name().equalsIgnoreCase(named.strip())) {
        return level;
      }
    }
    throw new IllegalArgumentException(
        SplitSettings.CONSISTENCY
            + " = '"
            + named
            + "', set on an EntityManager: must be eventual, session, application, global or"
            + " primary.");
  }

  /** What the scope says; remembers the caller's memory for as long as it is the same. */
  private Needs needs() {
    Scope around = Scope.current();
    Needs now = Needs.of(around);
    Object key = now.caller();
    if (key == null) {
      caller = null;
    } else if (caller == null || !key.equals(lastNeeds().caller())) {
      caller = all.callers().of(key);
    }
    scope = around;
    return now;
  }

  private Needs lastNeeds() {
    return Needs.of(scope);
  }

  /** The scope that the last statement began in, or null. */
  public @Nullable Scope scope() {
    return scope;
  }

  /** What the caller of this code has written and seen; null where there is none. */
  @Nullable CallerMemory caller() {
    needs();
    return caller;
  }

  /**
   * A read begins, or is prepared, if its row is not known yet. What is acknowledged before it
   * begins counts at {@code global}; elsewhere any moment will do that is not after that.
   *
   * @param forAll whether the snapshot that it sees is that of other reads, too, whatever they read
   */
  public void begins(long row, boolean forAll) {
    level = asked();
    snapshot = forAll;
    if (row != ROW_LATER) {
      began = level == Consistency.GLOBAL ? all.now() : all.newestSample();
    }
  }

  /** A read runs on a replica that may not have what it must see. */
  public void unproven() {
    know(null, RowHash.NONE, Proof.NONE);
  }

  /** The replica that the session's last read ran on, if it is to keep it; null for any. */
  public @Nullable String keeps() {
    if (session == null || level == Consistency.EVENTUAL) {
      return null;
    }
    Memory memory = caller != null ? caller : own();
    int last = memory.lastReplica();
    return last < 0 ? null : all.proofs().name(last);
  }

  /**
   * Whether a replica has what a read must see.
   *
   * @param row the hash of the row that it names; {@link RowHash#NONE} if it names none
   * @param connection what it would run on; null if none is taken yet
   */
  public boolean mayServe(
      StatementInfo read, long row, String replica, @Nullable Physical connection) {
    if (row == ROW_LATER && level == Consistency.GLOBAL) {
      return true; // the read has not begun yet
    }
    boolean may = hasAll(read, row, replica, connection);
    if (!may && isNews(replica, connection)) {
      all.wake();
    }
    return may;
  }

  /** Whether another sample may show more, and none is under way for it. */
  private boolean isNews(String replica, @Nullable Physical connection) {
    return !all.proofs().sampledSince(newest()) || isYoung(replica, connection) || tokensAreNews();
  }

  private boolean tokensAreNews() {
    boolean news = false;
    for (ConsistencyToken token : lastNeeds().tokens()) {
      news |= all.isNews(token);
    }
    return news;
  }

  /** Whether no sample of the replica is of this connection yet. */
  private boolean isYoung(String replica, @Nullable Physical connection) {
    int number = all.proofs().number(replica);
    return connection != null
        && number >= 0
        && all.proofs().of(number).sentAt() <= Moments.of(connection.madeAt());
  }

  private boolean hasAll(
      StatementInfo read, long row, String replica, @Nullable Physical connection) {
    int number = all.proofs().number(replica);
    Proof proof = number < 0 ? Proof.NONE : all.proof(number, connection);
    know(read, row, proof);
    rememberFound();
    long madeAt = connection == null ? Long.MIN_VALUE : Moments.of(connection.madeAt());
    List<ConsistencyToken> tokens = lastNeeds().tokens();
    if (!tokens.isEmpty() && !Tokens.passed(tokens, proof, all.proofs().primary())) {
      return false;
    }
    return switch (level) {
      case EVENTUAL -> true;
      case SESSION -> remembered(number, proof, madeAt);
      case APPLICATION -> passed(read, row, proof) && remembered(number, proof, madeAt);
      case GLOBAL ->
          proof.inserted() >= began
              && passed(read, row, proof)
              && remembered(number, proof, madeAt);
      case PRIMARY -> false;
    };
  }

  private boolean passed(StatementInfo read, long row, Proof proof) {
    return snapshot ? all.fences().passedByAll(proof) : all.passed(read, row, proof);
  }

  /** A cache that may keep what is read asks what the replica was known to have before. */
  private void know(@Nullable StatementInfo read, long row, Proof proof) {
    if (session != null && all.feedsCaches()) {
      evidence = evidence == null ? new Evidence() : evidence;
      evidence.is(proof, read, row);
    }
  }

  /** Entries of a cache show what was committed, too: at the latest when they were put there. */
  private void rememberFound() {
    long found = session == null ? Moments.NEVER : session.provenance().found();
    if (found > Moments.NEVER) {
      own().wrote(false, found);
      if (caller != null) {
        caller.wrote(false, found);
      }
    }
  }

  private boolean remembered(int replica, Proof proof, long madeAt) {
    if (!own().passed(replica, proof, madeAt)) {
      return false;
    }
    if (caller == null) {
      return true;
    }
    callerVersion = caller.version();
    return caller.passed(replica, proof, madeAt)
        && all.callers().forgotten().passed(replica, proof, madeAt);
  }

  /** What the session has written and seen; without a session, what the connection has. */
  Memory own() {
    Memory memory = own;
    if (memory == null) {
      memory = session == null ? new Memory() : session.memory();
      own = memory;
    }
    return memory;
  }

  private long newest() {
    long newest = Math.max(all.fences().newest(), own().newest());
    if (caller != null) {
      newest = Math.max(newest, caller.newest());
    }
    return Math.max(newest, level == Consistency.GLOBAL ? began : 0);
  }

  /** Whether a read waits where no replica is known to have what it must see. */
  public boolean mayWait() {
    return level == Consistency.GLOBAL || !all.patience().isZero();
  }

  /**
   * Waits until one of some replicas has what a read must see, no longer than is asked for.
   *
   * @return whether one has
   */
  public boolean await(StatementInfo read, long row, Collection<String> replicas) {
    if (!mayWait() || foreignToken() != null) {
      return false;
    }
    long since = all.now();
    boolean had = awaitOne(() -> anyHasAll(read, row, replicas), replicas);
    all.waited(read, Duration.ofNanos(all.now() - since), had);
    return had;
  }

  private boolean anyHasAll(StatementInfo read, long row, Collection<String> replicas) {
    return replicas.stream().anyMatch(replica -> hasAll(read, row, replica, null));
  }

  private boolean awaitOne(BooleanSupplier one, Collection<String> replicas) {
    return (level == Consistency.GLOBAL && askedAround(one, replicas))
        || (!all.patience().isZero() && all.await(one, all.patience()));
  }

  /** {@code global} asks the primary in any case, and the replicas for a little while. */
  private boolean askedAround(BooleanSupplier one, Collection<String> replicas) {
    Proofs proofs = all.proofs();
    all.await(
        () ->
            one.getAsBoolean()
                || (proofs.sampledSince(began)
                    && replicas.stream().allMatch(name -> proofs.askedSince(name, began + GRACE))),
        all.answerWithin());
    return one.getAsBoolean();
  }

  /**
   * A token that no replica can ever be checked against, if one is in force and that is an error.
   */
  public @Nullable ConsistencyToken refusedToken() {
    return all.failsOnUnknownToken() ? foreignToken() : null;
  }

  /** A token in force of another log than the primary's, or null. */
  private @Nullable ConsistencyToken foreignToken() {
    Sample primary = all.proofs().primary();
    if (primary != null) {
      for (ConsistencyToken token : needs().tokens()) {
        if (!Tokens.ofLog(token, primary)) {
          return token;
        }
      }
    }
    return null;
  }

  /**
   * A read has returned.
   *
   * @param statement the read
   * @param replica who served it; null for the primary
   * @param madeAt when the connection had been made over which, by {@link System#nanoTime()}
   * @param amongOthers whether rows of other reads are still to be fetched
   */
  public void read(
      StatementInfo statement, @Nullable String replica, long madeAt, boolean amongOthers) {
    if (session == null) {
      return;
    }
    session.provenance().read(this, statement, replica, amongOthers);
    if (asked() == Consistency.EVENTUAL) {
      return;
    }
    int target = replica == null ? Memory.PRIMARY : all.proofs().number(replica);
    long notAfterItBegan = Math.max(began, Moments.of(madeAt));
    long ended = all.newestSample() + 1; // for the next one, which was sent after it
    own().read(target, notAfterItBegan, ended);
    if (caller != null) {
      caller.read(target, notAfterItBegan, ended, callerVersion);
    }
  }

  /** What was known before the last read ran, for a cache; null where there is none. */
  @Nullable Evidence evidence() {
    return evidence;
  }

  Guarantees all() {
    return all;
  }

  /** How a statement names a row, or null if it names none, or nobody will ask for it. */
  public @Nullable RowKey rowKey(StatementInfo statement) {
    if (statement.mayWrite()) {
      return all.footprints().writes(statement).row();
    }
    boolean asked =
        session != null
            && statement.isRead()
            && (all.feedsCaches() || all.checksMisses() || level != Consistency.EVENTUAL);
    return asked ? all.footprints().reads(statement).row() : null;
  }

  /** The connection is closed. */
  public void closed() {
    if (session != null) {
      session.provenance().closed(this);
    }
  }
}
