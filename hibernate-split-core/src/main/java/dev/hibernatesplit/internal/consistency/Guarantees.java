package dev.hibernatesplit.internal.consistency;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.ConsistencyToken;
import dev.hibernatesplit.internal.config.ConsistencyConfiguration;
import dev.hibernatesplit.internal.footprint.Declared;
import dev.hibernatesplit.internal.footprint.Footprints;
import dev.hibernatesplit.internal.health.Sample;
import dev.hibernatesplit.internal.health.SampleClock;
import dev.hibernatesplit.internal.routing.Needs;
import dev.hibernatesplit.internal.routing.Scope;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.internal.topology.Physical;
import dev.hibernatesplit.internal.wal.Position;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What must be seen, and who has it? One for each factory; see the package for why it is right.
 * Thread-safe.
 */
public final class Guarantees implements AutoCloseable {

  private final ConsistencyConfiguration asked;
  private final Database database;
  private final Footprints footprints;
  private final Proofs proofs;
  private final OpenOutcomes outcomes = new OpenOutcomes();
  private final Duration timeout;
  private final boolean synchronousByDefault;
  private final LongSupplier clock;
  private final LongSupplier sampleClock;
  private final Set<String> severalServers = ConcurrentHashMap.newKeySet();
  private final SplitListener listener;
  private volatile Pulse pulse = Pulse.NONE;
  private volatile Position awaited = new Position(0);
  private volatile long cachedSince = Long.MAX_VALUE;

  /**
   * @param asked what the settings say
   * @param database what is shared with other factories; left when this is closed
   * @param classifier knows the catalogue
   * @param declared what the user says that code in the database touches
   * @param nodes the names of all servers that are a replica now or may become one
   * @param synchronousByDefault whether commits are synchronous where nobody says otherwise
   * @param timeout how long to wait for a sample that must be had
   * @param listener whom to tell of reads that waited
   * @param clock {@link System#nanoTime()}
   * @param sampleClock the {@link SampleClock}
   */
  Guarantees(
      ConsistencyConfiguration asked,
      Database database,
      Classifier classifier,
      Declared declared,
      Collection<String> nodes,
      boolean synchronousByDefault,
      Duration timeout,
      SplitListener listener,
      LongSupplier clock,
      LongSupplier sampleClock) {
    this.asked = asked;
    this.database = database;
    this.footprints = new Footprints(classifier, database.tables(), declared);
    this.proofs = new Proofs(List.copyOf(nodes));
    this.synchronousByDefault = synchronousByDefault;
    this.timeout = timeout;
    this.listener = listener;
    this.clock = clock;
    this.sampleClock = sampleClock;
  }

  /**
   * Those for one factory on one database.
   *
   * @param system the identifier of the database system
   * @param name the name of the database in it
   */
  public static Guarantees of(
      ConsistencyConfiguration asked,
      String system,
      String name,
      Classifier classifier,
      Declared declared,
      Collection<String> nodes,
      boolean synchronousByDefault,
      Duration timeout,
      SplitListener listener) {
    return Database.join(
        system,
        name,
        database ->
            new Guarantees(
                asked,
                database,
                classifier,
                declared,
                nodes,
                synchronousByDefault,
                timeout,
                listener,
                System::nanoTime,
                SampleClock::newest));
  }

  /**
   * The text of a token for the caller of this thread, or else for all of the process, which uses
   * one database.
   *
   * @throws IllegalStateException if it uses none or several, or if there is no token to be had
   */
  public static String tokenOfTheOnlyDatabase() {
    return Database.userOfTheOnlyOne().token();
  }

  /** Who samples the servers from now on. */
  public void follow(Pulse samples) {
    pulse = samples;
  }

  /** A server has answered. */
  public void sampled(Sample sample, boolean primary) {
    if (!primary) {
      proofs.replica(sample);
    } else if (!sample.inRecovery()) {
      boolean unflushedBefore = proofs.unflushed();
      if (proofs.primary(sample) || proofs.unflushed() != unflushedBefore) {
        database.fences().raiseEverything(now());
      }
    }
  }

  /** What one connection must keep. */
  public Promises promises(@Nullable SessionNeeds session) {
    return new Promises(this, session);
  }

  /**
   * Whether the primary is to be asked what a replica did not find. Not while it is down, where
   * replicas answer all the same then.
   */
  public boolean checksMisses() {
    return asked.checksMisses() && (primaryAnswers() || !staleWithoutPrimary());
  }

  /** Whether a replica answers all the same while the primary is down. */
  public boolean staleWithoutPrimary() {
    return asked.staleWithoutPrimary();
  }

  long now() {
    return Moments.of(clock.getAsLong());
  }

  /** By the {@link SampleClock}: not after now, and before each sample that is still to be sent. */
  long newestSample() {
    return Moments.of(sampleClock.getAsLong());
  }

  /** What is asked for where nobody asks for anything else. */
  public Consistency level() {
    return asked.level();
  }

  /** How long a read waits for a replica that has what it must see. */
  Duration patience() {
    return asked.patience();
  }

  /** How long to wait for a sample that must be had. */
  Duration answerWithin() {
    return timeout;
  }

  boolean synchronousByDefault() {
    return synchronousByDefault && !proofs.unflushed();
  }

  boolean failsOnUnknownToken() {
    return asked.failOnUnknownToken();
  }

  Fences fences() {
    return database.fences();
  }

  Callers callers() {
    return database.callers();
  }

  Proofs proofs() {
    return proofs;
  }

  /** Whether the primary has answered when it was last asked. */
  public boolean primaryAnswers() {
    return pulse.primaryAnswers();
  }

  /**
   * Whether replicas are to be asked soon, as they were not known to have what a token stands for.
   * Once for each that is farther than those before; one that is ahead of the primary's log, as far
   * as it is known, counts each time.
   */
  boolean isNews(ConsistencyToken token) {
    Sample primary = proofs.primary();
    if (primary == null || !Tokens.ofLog(token, primary)) {
      return false;
    }
    Position end = new Position(token.position());
    if (primary.position().hasReached(end)) {
      if (awaited.hasReached(end)) {
        return false;
      }
      awaited = end;
    }
    return true;
  }

  /** Somebody will want to know soon. */
  void wake() {
    pulse.wake();
  }

  /**
   * Waits for samples that show something, which are taken fast meanwhile.
   *
   * @return whether they did, in time, and before the thread was interrupted
   */
  boolean await(BooleanSupplier shown, Duration longest) {
    Pulse.Waiting waiting = pulse.await();
    try {
      return proofs.await(shown, longest.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting.close();
    }
  }

  /** A read has waited for a replica that has what it must see. */
  void waited(StatementInfo read, Duration time, boolean served) {
    listener.readWaited(read, time, served);
  }

  /** What is known of a replica that a connection leads to; nothing, if it leads to another. */
  Proof proof(int replica, @Nullable Physical connection) {
    Proof proof = proofs.of(replica);
    if (connection != null && proof.isOfAnotherLifeThan(connection)) {
      tellIfSeveralServers(replica, connection);
    }
    return proof.of(connection);
  }

  private void tellIfSeveralServers(int replica, Physical connection) {
    String name = proofs.name(replica);
    if (!severalServers.contains(name)
        && proofs.isOfSeveralServers(replica, connection)
        && severalServers.add(name)) {
      LOG.severalServers(name);
    }
  }

  Footprints footprints() {
    return footprints;
  }

  /** What a table is called that has this number. */
  String tableName(int table) {
    return database.tables().name(table);
  }

  /** Whether a replica has all that a read must see of what was committed in this process. */
  boolean passed(StatementInfo read, long row, Proof proof) {
    Fences fences = database.fences();
    return fences.passedByAll(proof) || fences.passed(footprints.reads(read), row, proof);
  }

  /** What the fences say of a statement now, for people to read. */
  public Outlook outlook(StatementInfo statement) {
    return new Outlook(this, statement);
  }

  /** There is a cache for what is read: what was committed before must be in all that enters it. */
  public void feedCaches() {
    cachedSince = Math.min(cachedSince, now());
  }

  boolean feedsCaches() {
    return cachedSince < Long.MAX_VALUE;
  }

  /**
   * Whether rows of a replica may enter a cache; where they may not yet, they may soon.
   *
   * @param rows what is known of them; null for nothing
   */
  boolean mayKeep(@Nullable Evidence rows) {
    return switch (asked.cachePuts()) {
      case ALWAYS -> true;
      case NEVER -> false;
      case VERIFIED -> {
        boolean passed =
            rows != null && rows.proof().flushed() >= cachedSince && rows.isPassed(this);
        if (!passed) {
          wake();
        }
        yield passed;
      }
    };
  }

  /** A commit has returned, or may have. */
  void committed(Written written, boolean synchronous, long at) {
    database.fences().raise(written, synchronous, at);
    if (asked.level() != Consistency.EVENTUAL) {
      pulse.wake();
    }
  }

  /** Runs something when a server process is gone. */
  void whenGone(BooleanSupplier gone, Runnable close) {
    outcomes.await(gone, close);
  }

  /**
   * The text form of a {@link ConsistencyToken} for what a session has committed and seen.
   *
   * @throws IllegalStateException if there is none to be had
   */
  public String token(Memory memory) {
    return Tokens.of(this, memory.newest(), memory.needsInserted());
  }

  /** The same for the caller of this thread, or, if it is bound to none, for all of the process. */
  public String token() {
    Object caller = Needs.of(Scope.current()).caller();
    if (caller != null) {
      return token(callers().of(caller));
    }
    Fences fences = fences();
    return Tokens.of(
        this, fences.anyOpen() ? Long.MAX_VALUE : fences.newest(), fences.newestInserted() > 0);
  }

  @Override
  public void close() {
    outcomes.close();
    database.leave(this);
  }
}
