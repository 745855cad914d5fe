package dev.hibernatesplit.internal.consistency;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.ConsistencyToken;
import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.internal.footprint.Footprint;
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

/**
 * What the reads of one connection must see, and what its writes make others see. Used by one
 * thread at a time.
 */
public final class Promises {

  /** Stands for a row whose key is not bound yet: only what is known without it is checked. */
  public static final long ROW_LATER = Lane.ROW_LATER;

  /** For how long a replica may catch up with what {@code global} asks for, in nanoseconds. */
  private static final long GRACE = 5_000_000;

  private final Guarantees all;
  private final @Nullable SessionNeeds session;
  private Needs lastNeeds = Needs.NONE;
  private Proof lastProof = Proof.NONE;
  private @Nullable StatementInfo lastRead;
  private long lastRow = RowHash.NONE;
  private long foundInCaches = Moments.NEVER;
  private @Nullable CallerMemory caller;
  private @Nullable CallerMemory writer;
  private @Nullable Memory own;
  private Consistency level;
  private boolean snapshot;
  private long began;
  private int callerVersion;
  private @Nullable Written written;
  private boolean unsure;
  private @Nullable Runnable givenBack;

  Promises(Guarantees all, @Nullable SessionNeeds session) {
    this.all = all;
    this.session = session;
    this.level = all.level();
  }

  // What reads must see

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
    Needs now = Needs.of(Scope.current());
    Object key = now.caller();
    if (key == null) {
      caller = null;
    } else if (caller == null || !key.equals(lastNeeds.caller())) {
      caller = all.callers().of(key);
    }
    lastNeeds = now;
    return now;
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
    lastProof = Proof.NONE;
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
    for (ConsistencyToken token : lastNeeds.tokens()) {
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
    lastProof = proof;
    lastRead = read;
    lastRow = row;
    rememberFound();
    long madeAt = connection == null ? Long.MIN_VALUE : Moments.of(connection.madeAt());
    if (!lastNeeds.tokens().isEmpty()
        && !Tokens.passed(lastNeeds.tokens(), proof, all.proofs().primary())) {
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

  /** Entries of a cache show what was committed, too: at the latest when they were put there. */
  private void rememberFound() {
    if (session != null && session.provenance().found() > foundInCaches) {
      foundInCaches = session.provenance().found();
      own().wrote(false, foundInCaches);
      if (caller != null) {
        caller.wrote(false, foundInCaches);
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
  private Memory own() {
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

  /** What the replica was known to have that the last read ran on, before it did. */
  Proof lastProof() {
    return lastProof;
  }

  /** The hash of the row that a read named which has just run, if that is known. */
  long lastRow(StatementInfo statement) {
    return statement.equals(lastRead) && lastRow != ROW_LATER ? lastRow : RowHash.NONE;
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

  // What writes make others see

  /** A statement is about to run on the primary. */
  public void runs(StatementInfo statement, long row) {
    if (statement.mayWrite()) {
      Footprint writes = all.footprints().writes(statement);
      written().add(writes, row);
      unsure |= writes.everything();
    }
    unsure |= mayShapeCommit(statement);
  }

  /** What may have said how the transaction commits. */
  private static boolean mayShapeCommit(StatementInfo statement) {
    return switch (statement.kind()) {
      case READ, LOCKING_READ, WRITE, DDL -> false;
      case FUNCTION, UNKNOWN -> statement.mayWrite();
      case CALL, TRANSACTION, SESSION -> true;
    };
  }

  /**
   * What ran so far has been committed, or some of it may have been.
   *
   * @param asUsual whether the connection's session is as it was made
   */
  public void committed(boolean asUsual) {
    raise(asUsual && !unsure && all.synchronousByDefault());
    rolledBack();
  }

  /** Some of what ran so far may have been committed, and some may be later. */
  public void partCommitted() {
    raise(false);
  }

  private void raise(boolean synchronous) {
    Written so = written;
    if (so != null && !so.nothing()) {
      long at = all.now();
      all.committed(so, synchronous, at);
      remember(synchronous, at);
    }
  }

  /** A transaction that nobody told us of may have written anything. */
  public void anythingWritten() {
    written().add(Footprint.EVERYTHING, RowHash.NONE);
    unsure = true;
  }

  private Written written() {
    Written so = written;
    if (so == null) {
      so = new Written();
      written = so;
    }
    needs();
    writer = caller;
    return so;
  }

  private void remember(boolean synchronous, long at) {
    own().wrote(synchronous, at);
    if (writer != null) {
      writer.wrote(synchronous, at);
    }
  }

  /** What ran so far has not happened. */
  public void rolledBack() {
    unsure = false;
    if (written != null) {
      written.clear();
    }
  }

  /**
   * Nobody knows whether what ran so far was committed, or will be.
   *
   * @param gone asks whether the server process that would do it is gone
   */
  public void outcomeUnknown(BooleanSupplier gone) {
    Written so = written;
    written = null;
    unsure = false;
    if (so != null && !so.nothing()) {
      Runnable close = open(so);
      all.whenGone(gone, close);
    }
  }

  private Runnable open(Written so) {
    List<Memory> writers = writer == null ? List.of(own()) : List.of(own(), writer);
    all.fences().open(so);
    writers.forEach(memory -> memory.opens(1));
    return () -> {
      long at = all.now();
      all.fences().close(so, at);
      writers.forEach(memory -> memory.closes(at));
      all.wake();
    };
  }

  /** Somebody has the driver's own connection: anything may be committed until it is given back. */
  public void unwrapped() {
    if (givenBack == null) {
      Written everything = new Written();
      everything.add(Footprint.EVERYTHING, RowHash.NONE);
      needs();
      writer = caller;
      givenBack = open(everything);
    }
  }

  /** The connection is closed; the driver's own, if it was had, goes back. */
  public void givenBack() {
    if (session != null) {
      session.provenance().closed(this);
    }
    if (givenBack != null) {
      givenBack.run();
      givenBack = null;
    }
  }

  /**
   * The connection was ended with something running on it.
   *
   * @param gone asks whether its server process is gone
   */
  public void ended(BooleanSupplier gone) {
    if (givenBack != null) {
      all.whenGone(gone, givenBack);
      givenBack = null;
    }
  }
}
