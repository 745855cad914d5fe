package dev.hibernatesplit.it.guard;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.RollbackException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Eight threads change what replicas served them.
 *
 * @param attempts how many there were
 * @param successes how many of them committed
 */
record Race(int attempts, int successes) {

  static final int THREADS = 8;

  /** One attempt: reads outside a transaction, and says what to change in one. */
  interface Attempt {
    Runnable read(EntityManager manager, int number);
  }

  static Race run(EntityManagerFactory factory, int attempts, Attempt attempt) throws Exception {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger successes = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Callable<Void> work =
          () -> {
            for (int number = next.getAndIncrement();
                number < attempts;
                number = next.getAndIncrement()) {
              if (succeeds(factory, attempt, number)) {
                successes.incrementAndGet();
              }
            }
            return null;
          };
      List<Callable<Void>> all = IntStream.range(0, THREADS).mapToObj(i -> work).toList();
      for (Future<Void> done : threads.invokeAll(all)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    return new Race(attempts, successes.get());
  }

  /** Whether an attempt was committed; all that may go wrong is that others were faster. */
  private static boolean succeeds(EntityManagerFactory factory, Attempt attempt, int number) {
    EntityManager manager = factory.createEntityManager();
    try {
      Runnable change = attempt.read(manager, number);
      manager.getTransaction().begin();
      change.run();
      manager.getTransaction().commit();
      return true;
    } catch (OptimisticLockException e) {
      manager.getTransaction().rollback();
      return false;
    } catch (RollbackException e) {
      if (e.getCause() instanceof OptimisticLockException) {
        return false;
      }
      throw e;
    } finally {
      manager.close();
    }
  }
}
