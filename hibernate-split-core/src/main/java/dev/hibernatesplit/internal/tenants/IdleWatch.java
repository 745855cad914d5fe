package dev.hibernatesplit.internal.tenants;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Has idle tenants closed now and then, on a daemon thread of its own. */
public final class IdleWatch implements AutoCloseable {

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, IdleWatch::daemon);

  /**
   * Begins to watch, looking so often that a tenant is closed late by a quarter of the time at
   * most.
   */
  @SuppressWarnings("FutureReturnValueIgnored")
  public IdleWatch(Tenants<?> tenants, Duration idle) {
    long pause = Math.max(1, idle.toMillis() / 4);
    thread.scheduleWithFixedDelay(tenants::closeIdle, pause, pause, MILLISECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "hibernate-split tenants");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
