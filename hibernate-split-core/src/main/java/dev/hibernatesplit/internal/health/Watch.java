package dev.hibernatesplit.internal.health;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.internal.topology.NoConnection;
import dev.hibernatesplit.internal.topology.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Probes one target in its rhythm, one attempt at a time. Thread-safe.
 *
 * <p>A first failed attempt is followed by another at once, over a new connection. An attempt that
 * is late is given up; where its thread does not come back, one more may hang like that, and none
 * sets out until one of them is back. One that is late while the server does other things has not
 * failed: it says nothing, and another follows at once.
 */
final class Watch implements AutoCloseable {

  private static final int MAY_HANG = 2;

  private final Target target;
  private final ProbeLine line;
  private final Sampling sampling;
  private final Findings findings;
  private final Rhythm rhythm;
  private final Workers workers;
  private final LongSupplier ticker;
  private final Duration timeout;
  private final Consumer<Sample> listener;
  private final CountDownLatch asked = new CountDownLatch(1);
  private volatile Observed observed = Observed.NOTHING;
  private @Nullable Attempt current;
  private @Nullable Future<?> planned;
  private int running;
  private boolean closed;

  Watch(
      Target target,
      Sampling sampling,
      Findings findings,
      Rhythm rhythm,
      Workers workers,
      LongSupplier ticker,
      Duration timeout,
      Consumer<Sample> listener) {
    this.target = target;
    this.line = new ProbeLine(target, timeout);
    this.sampling = sampling;
    this.findings = findings;
    this.rhythm = rhythm;
    this.workers = workers;
    this.ticker = ticker;
    this.timeout = timeout;
    this.listener = listener;
  }

  /** What is known of it now. */
  Observed observed() {
    return observed;
  }

  /** Changes when it is to be probed next. */
  synchronized void change(Consumer<Rhythm> how) {
    how.accept(rhythm);
    plan();
  }

  /** Somebody wants to know: a look, where others have wanted to since the last sample. */
  void wake() {
    if (!rhythm.isAwake()) {
      change(beat -> beat.wake(ticker.getAsLong()));
    }
  }

  /** Probes it soon, over a new connection. */
  void suspect() {
    line.renew();
    change(beat -> beat.once(ticker.getAsLong()));
  }

  /** Waits until its first probe has an answer or has failed; says whether that is so. */
  boolean awaitFirst(long nanos) throws InterruptedException {
    return asked.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  /** From now on it is probed. */
  synchronized void plan() {
    if (closed || current != null) {
      return;
    }
    if (planned != null) {
      planned.cancel(false);
    }
    planned = workers.later(this::begin, rhythm.due() - ticker.getAsLong());
  }

  private synchronized void begin() {
    if (closed || current != null) {
      return;
    }
    if (running >= MAY_HANG) {
      rhythm.failed(ticker.getAsLong(), false);
      plan();
      return;
    }
    SignsOfLife signs = new SignsOfLife(target::signsOfLife);
    Attempt attempt = new Attempt(workers, timeout.toNanos(), signs, this::late);
    current = attempt;
    running++;
    rhythm.sent(ticker.getAsLong());
    workers.soon(() -> run(attempt));
  }

  private void run(Attempt attempt) {
    findings.begins();
    try {
      Sample sample = attempt.run(() -> line.ask(attempt, connection -> ask(attempt, connection)));
      if (attempt.ends()) {
        settle(() -> findings.complete(sample));
      }
    } catch (Exception e) {
      if (attempt.ends()) {
        settle(() -> failed(attempt, failure(attempt, e)));
      }
    } finally {
      back();
    }
  }

  private synchronized void back() {
    running--;
  }

  private Sample ask(Attempt attempt, Connection connection) throws SQLException {
    Sample sample = sampling.sample(connection);
    observed = Observed.answered(sample); // be it late: it is true
    change(Rhythm::answered);
    findings.sampled(sample);
    listener.accept(sample);
    findings.further(attempt, connection);
    return sample;
  }

  private void late(Attempt attempt) {
    line.renew();
    if (attempt.answered()) {
      settle(findings::incomplete);
    } else {
      boolean dead = attempt.connected() || !line.poolMayBeEmpty();
      String cause = "%s within %dms".formatted(attempt.missing(), timeout.toMillis());
      settle(() -> failed(attempt, new Failure(cause, dead)));
    }
  }

  private Failure failure(Attempt attempt, Exception e) {
    String state = NoConnection.state(e);
    boolean alive = state.startsWith("28") || state.startsWith("53");
    boolean asked = attempt.connected() || NoConnection.serverWasAsked(e) || !line.poolMayBeEmpty();
    return new Failure(Reached.not(target, state, e), asked && !alive);
  }

  private void failed(Attempt attempt, Failure failure) {
    if (failure.dead() && attempt.signsOfLife()) {
      livesOn();
    } else {
      failed(failure);
    }
  }

  /** It starves, and the server does what else it is asked: it is asked again at once. */
  private void livesOn() {
    observed = observed.livesOn();
    synchronized (this) {
      rhythm.failed(ticker.getAsLong(), true);
    }
    findings.livesOn();
  }

  private void failed(Failure failure) {
    boolean first = observed.failures() == 0;
    observed = observed.failed(failure.cause());
    synchronized (this) {
      rhythm.failed(ticker.getAsLong(), first);
    }
    findings.failed(failure, first);
  }

  /** What was found out is used, and the next attempt planned, come what may. */
  private void settle(Runnable finding) {
    try {
      if (isOpen()) {
        finding.run();
      }
    } catch (RuntimeException e) {
      LOG.findingFailed(target.name(), e);
    } finally {
      asked.countDown();
      next();
    }
  }

  private synchronized boolean isOpen() {
    return !closed;
  }

  private synchronized void next() {
    current = null;
    plan();
  }

  /** Ends what is under way, and the connection. */
  @Override
  public void close() {
    Attempt attempt;
    synchronized (this) {
      closed = true;
      attempt = current;
      if (planned != null) {
        planned.cancel(false);
      }
    }
    if (attempt != null) {
      attempt.giveUp();
    }
    line.close();
  }
}
