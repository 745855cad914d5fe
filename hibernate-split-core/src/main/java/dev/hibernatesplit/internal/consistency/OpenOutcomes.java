package dev.hibernatesplit.internal.consistency;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.BooleanSupplier;

/**
 * Waits until commits of unknown outcome can take effect no more: until the server process that was
 * to make them is gone. Its thread lives only while there is something to wait for. Thread-safe.
 */
final class OpenOutcomes implements AutoCloseable {

  private static final long PAUSE_MILLIS = 50;

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, OpenOutcomes::daemon);
  private final List<Outcome> open = new ArrayList<>();

  /**
   * @param gone asks the primary whether the process is gone; throws if it does not answer
   * @param close to be run once it is
   */
  private record Outcome(BooleanSupplier gone, Runnable close) {}

  OpenOutcomes() {
    thread.setKeepAliveTime(1, SECONDS);
    thread.allowCoreThreadTimeOut(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private static Thread daemon(Runnable work) {
    Thread made = new Thread(work, "hibernate-split outcomes");
    made.setDaemon(true);
    return made;
  }

  void await(BooleanSupplier gone, Runnable close) {
    synchronized (this) {
      open.add(new Outcome(gone, close));
      if (open.size() > 1) {
        return;
      }
    }
    thread.execute(this::look);
  }

  private void look() {
    List<Outcome> all;
    synchronized (this) {
      all = List.copyOf(open);
    }
    all.forEach(this::closeIfGone);
    synchronized (this) {
      if (!open.isEmpty() && !thread.isShutdown()) {
        Future<?> unused = thread.schedule(this::look, PAUSE_MILLIS, MILLISECONDS);
      }
    }
  }

  private void closeIfGone(Outcome outcome) {
    try {
      if (outcome.gone.getAsBoolean()) {
        close(outcome);
      }
    } catch (RuntimeException e) {
      LOG.debug("The primary did not say whether a server process is gone", e);
    }
  }

  private void close(Outcome outcome) {
    synchronized (this) {
      if (!open.remove(outcome)) {
        return;
      }
    }
    outcome.close.run();
  }

  /** Nobody is there to ask any more; what is open counts as having happened now. */
  @Override
  public void close() {
    thread.shutdownNow();
    List<Outcome> all;
    synchronized (this) {
      all = List.copyOf(open);
    }
    all.forEach(this::close);
  }
}
