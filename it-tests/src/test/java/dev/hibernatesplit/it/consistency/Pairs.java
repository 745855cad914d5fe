package dev.hibernatesplit.it.consistency;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Writes, each followed by a read at once and, for some, another after 20 ms.
 *
 * @param pairs how many there were
 * @param stale how many reads did not find what was written before
 * @param atOnce how many of the reads at once a replica served
 * @param later how many reads there were after a while
 * @param laterByReplica how many of these a replica served
 */
record Pairs(long pairs, long stale, long atOnce, long later, long laterByReplica) {

  private static final int THREADS = 8;
  private static final AtomicLong IDS = new AtomicLong();

  /** How a pair is made. */
  enum Shape {
    /** Both in one EntityManager. */
    ONE_SESSION,
    /** The read in the next. */
    TWO_SESSIONS
  }

  private static final class Tally {
    final AtomicLong stale = new AtomicLong();
    final AtomicLong atOnce = new AtomicLong();
    final AtomicLong later = new AtomicLong();
    final AtomicLong laterByReplica = new AtomicLong();
  }

  static Pairs run(EntityManagerFactory factory, Servings servings, Shape shape, int pairs)
      throws Exception {
    Tally tally = new Tally();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Callable<Void> work =
          () -> {
            for (int i = 0; i < pairs / THREADS; i++) {
              pair(factory, servings, shape, tally, i % 10 == 0);
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
    return new Pairs(
        pairs,
        tally.stale.get(),
        tally.atOnce.get(),
        tally.later.get(),
        tally.laterByReplica.get());
  }

  private static void pair(
      EntityManagerFactory factory, Servings servings, Shape shape, Tally tally, boolean later)
      throws InterruptedException {
    long id = IDS.incrementAndGet();
    EntityManager writer = factory.createEntityManager();
    EntityManager reader = shape == Shape.ONE_SESSION ? writer : factory.createEntityManager();
    try {
      writer.getTransaction().begin();
      writer.persist(new Note(id, 1));
      writer.getTransaction().commit();
      writer.clear();
      tally.stale.addAndGet(reader.find(Note.class, id) == null ? 1 : 0);
      tally.atOnce.addAndGet(servings.byReplica() ? 1 : 0);
      if (later) {
        Thread.sleep(20);
        reader.clear();
        tally.stale.addAndGet(reader.find(Note.class, id) == null ? 1 : 0);
        tally.later.incrementAndGet();
        tally.laterByReplica.addAndGet(servings.byReplica() ? 1 : 0);
      }
    } finally {
      writer.close();
      reader.close();
    }
  }

  double laterShare() {
    return (double) laterByReplica / later;
  }
}
