package dev.hibernatesplit.it.balancing;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/** Many who read at once, and a count of who served them. */
final class Crowd implements SplitListener, AutoCloseable {

  private final ExecutorService threads;
  private final int size;
  private final Map<String, LongAdder> served = new ConcurrentHashMap<>();

  Crowd(int size) {
    this.size = size;
    this.threads = Executors.newFixedThreadPool(size);
  }

  @Override
  public void statementRouted(StatementInfo statement, RoutingDecision decision) {
    served.computeIfAbsent(decision.target(), name -> new LongAdder()).increment();
  }

  /** Reads so often, all of them together. */
  void reads(int times, Application application, String sql) {
    served.clear();
    AtomicInteger left = new AtomicInteger(times);
    finish(everyone(() -> read(application, sql), () -> left.getAndDecrement() > 0));
  }

  /** Reads until what is returned is closed. */
  Reading reading(Application application, String sql) {
    served.clear();
    AtomicBoolean over = new AtomicBoolean();
    List<Future<?>> all = everyone(() -> read(application, sql), () -> !over.get());
    return () -> {
      over.set(true);
      finish(all);
    };
  }

  /** Ends when it is closed. */
  interface Reading extends AutoCloseable {
    @Override
    void close();
  }

  private static void read(Application application, String sql) {
    application.outside(manager -> manager.createNativeQuery(sql).getResultList());
  }

  private List<Future<?>> everyone(Runnable read, BooleanSupplier goOn) {
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      all.add(
          threads.submit(
              () -> {
                while (goOn.getAsBoolean()) {
                  read.run();
                }
              }));
    }
    return all;
  }

  private static void finish(List<Future<?>> all) {
    for (Future<?> one : all) {
      try {
        one.get();
      } catch (Exception e) {
        throw new AssertionError("A read failed", e);
      }
    }
  }

  void forget() {
    served.clear();
  }

  long count() {
    return served.values().stream().mapToLong(LongAdder::sum).sum();
  }

  long count(String target) {
    LongAdder count = served.get(target);
    return count == null ? 0 : count.sum();
  }

  /** The part of all reads that one served, from 0 to 1. */
  double share(String target) {
    return count(target) / (double) Math.max(1, count());
  }

  @Override
  public String toString() {
    return served.toString();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
