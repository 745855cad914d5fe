package dev.hibernatesplit.it.promotion;

import dev.hibernatesplit.it.Application;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Threads that write without end, and keep book of what they were told. */
final class Writers {

  private final Application application;
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();
  private final ExecutorService threads;
  private final List<Future<?>> running = new ArrayList<>();
  private final Set<Long> written = ConcurrentHashMap.newKeySet();
  private final Set<Long> failed = ConcurrentHashMap.newKeySet();
  private final Set<Long> unknown = ConcurrentHashMap.newKeySet();
  private volatile long lastSuccess = System.nanoTime();

  Writers(Application application, int count) {
    this.application = application;
    this.threads = Executors.newFixedThreadPool(count);
    for (int i = 0; i < count; i++) {
      running.add(threads.submit(this::write));
    }
  }

  private void write() {
    while (!over.get()) {
      long number = numbers.incrementAndGet();
      try {
        application.write(manager -> manager.persist(new Entry(number)));
        written.add(number);
        lastSuccess = System.nanoTime();
      } catch (RuntimeException e) {
        (isUnknown(e) ? unknown : failed).add(number);
        LockSupport.parkNanos(1_000_000); // as a program would that tries again
      }
    }
  }

  private static boolean isUnknown(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause.getClass().getSimpleName().equals("CommitOutcomeUnknownException")) {
        return true;
      }
    }
    return false;
  }

  long count() {
    return written.size();
  }

  /** When a write succeeded last, by the clock of {@link System#nanoTime()}. */
  long lastSuccess() {
    return lastSuccess;
  }

  Set<Long> written() {
    return written;
  }

  Set<Long> failed() {
    return failed;
  }

  /** Waits until more has been written than so far. */
  Duration untilTheNextSuccess(long since) {
    long before = count();
    while (count() == before) {
      LockSupport.parkNanos(1_000_000);
      if (System.nanoTime() - since > Duration.ofSeconds(60).toNanos()) {
        throw new AssertionError("No write for a minute");
      }
    }
    return Duration.ofNanos(System.nanoTime() - since);
  }

  /** Has them finish what they are at. */
  void stop() throws Exception {
    over.set(true);
    for (Future<?> thread : running) {
      thread.get(60, TimeUnit.SECONDS);
    }
    threads.shutdown();
  }
}
