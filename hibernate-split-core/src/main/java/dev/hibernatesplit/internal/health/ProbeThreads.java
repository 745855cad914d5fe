package dev.hibernatesplit.internal.health;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The threads that all monitors of this JVM share, however many they are: one that keeps the time
 * and waits for nothing, and a few that ask. Where a server keeps one of these waiting, there is
 * one more while it does, so that nobody waits for somebody else's server.
 *
 * <p>They come when the first monitor joins, and end when the last leaves. Platform threads: a
 * driver or a pool that waits in a {@code synchronized} block would hold a virtual thread's
 * carrier, of which there may be two.
 */
final class ProbeThreads implements Workers {

  private static final int ASKING = 4;
  private static @Nullable ProbeThreads shared;
  private static int monitors;

  private final ScheduledThreadPoolExecutor timer;
  private final ThreadPoolExecutor asking;

  private ProbeThreads() {
    timer = new ScheduledThreadPoolExecutor(1, work -> thread(work, "hibernate-split timer"));
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    asking =
        new ThreadPoolExecutor(
            ASKING,
            ASKING,
            10,
            SECONDS,
            new LinkedBlockingQueue<>(),
            work -> thread(work, "hibernate-split monitor"));
    asking.allowCoreThreadTimeOut(true);
  }

  /** It outlives the application that happened to be first: so it must not hold its classes. */
  private static Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(ProbeThreads.class.getClassLoader());
    return thread;
  }

  /** Another monitor needs them; to be followed by one {@link #leave}. */
  static synchronized ProbeThreads join() {
    ProbeThreads threads = shared == null ? new ProbeThreads() : shared;
    shared = threads;
    monitors++;
    return threads;
  }

  /** A monitor needs them no more. */
  static synchronized void leave() {
    monitors--;
    ProbeThreads threads = shared;
    if (monitors == 0 && threads != null) {
      shared = null;
      threads.end();
    }
  }

  private void end() {
    timer.shutdownNow();
    asking.shutdownNow();
    try {
      timer.awaitTermination(1, SECONDS);
      asking.awaitTermination(1, SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Future<?> later(Runnable work, long nanos) {
    return timer.schedule(work, Math.max(0, nanos), NANOSECONDS);
  }

  @Override
  public void soon(Runnable work) {
    asking.execute(work);
  }

  @Override
  public synchronized void hangs() {
    resize(asking.getCorePoolSize() + 1);
  }

  @Override
  public synchronized void returned() {
    resize(asking.getCorePoolSize() - 1);
  }

  private void resize(int size) {
    if (size > asking.getMaximumPoolSize()) {
      asking.setMaximumPoolSize(size);
      asking.setCorePoolSize(size);
    } else {
      asking.setCorePoolSize(size);
      asking.setMaximumPoolSize(size);
    }
  }
}
