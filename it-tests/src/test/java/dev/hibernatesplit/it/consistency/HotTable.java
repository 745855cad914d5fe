package dev.hibernatesplit.it.consistency;

import dev.hibernatesplit.it.Application;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * One table is written all the time, by commits that come at random; beside, it, its rows and
 * another table are read, and after some commits somebody asks until a replica may serve the row.
 *
 * <p>Note 0 counts the writes; notes from {@link #ROWS} on are written once each, with it; those
 * between are only read.
 */
final class HotTable {

  static final int ROWS = 100;
  private static final long FIRST_ROW = 1_000;
  private static final int MEASURED = 10;
  private static final Duration WARM_UP = Duration.ofMillis(500);

  private final Application application;
  private final Servings servings;
  private final double rate;
  private final long begin = System.nanoTime() + WARM_UP.toNanos();
  private final long end;
  private final AtomicInteger committed = new AtomicInteger();
  private final AtomicInteger stale = new AtomicInteger();
  private final Map<Way, Tally> tallies = new EnumMap<>(Way.class);
  private final List<Double> delays = new ArrayList<>();
  private volatile int uncounted;
  private volatile long returned;

  /** A way to read. */
  enum Way {
    /** A query over the table that is written. */
    HOT,
    /** A row of it that is not written. */
    OTHER_ROW,
    /** Another table. */
    OTHER_TABLE
  }

  /** How many reads there were, and how many of them a replica served. */
  private static final class Tally {
    final AtomicLongArray counts = new AtomicLongArray(2);

    void add(boolean byReplica) {
      counts.incrementAndGet(0);
      counts.addAndGet(1, byReplica ? 1 : 0);
    }

    double share() {
      return (double) counts.get(1) / counts.get(0);
    }
  }

  private HotTable(Application application, Servings servings, double rate, Duration duration) {
    this.application = application;
    this.servings = servings;
    this.rate = rate;
    this.end = begin + duration.toNanos();
    for (Way way : Way.values()) {
      tallies.put(way, new Tally());
    }
  }

  /**
   * Runs it.
   *
   * @param rate commits a second
   */
  static HotTable run(Application application, Servings servings, double rate, Duration duration)
      throws Exception {
    HotTable table = new HotTable(application, servings, rate, duration);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Callable<Void> reads = table::read;
      for (Future<Void> done :
          threads.invokeAll(List.of(table::write, reads, reads, table::measure))) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    return table;
  }

  private boolean counts() {
    return System.nanoTime() >= begin;
  }

  private boolean goesOn() {
    return System.nanoTime() < end;
  }

  private Void write() {
    long due = System.nanoTime();
    while (goesOn()) {
      due += pause(1e9 / rate);
      LockSupport.parkNanos(due - System.nanoTime());
      int number = committed.get() + 1;
      application.write(
          manager -> {
            manager.find(Note.class, 0L).setNumber(number);
            manager.persist(new Note(FIRST_ROW + number, number));
          });
      returned = System.nanoTime();
      committed.set(number);
      uncounted = counts() ? uncounted : number;
    }
    return null;
  }

  /** Events that come one by one, each at any time, are so far from each other. */
  private static long pause(double mean) {
    return (long) (-mean * Math.log(1 - ThreadLocalRandom.current().nextDouble()));
  }

  private Void read() {
    Way[] ways = Way.values();
    for (int i = 0; goesOn(); i++) {
      LockSupport.parkNanos(pause(2e6));
      Way way = ways[i % ways.length];
      int before = committed.get();
      int seen = application.outside(reading(way));
      stale.addAndGet(way == Way.HOT && seen < before ? 1 : 0);
      if (counts()) {
        tallies.get(way).add(servings.byReplica());
      }
    }
    return null;
  }

  private static Function<EntityManager, Integer> reading(Way way) {
    long id = 1L + ThreadLocalRandom.current().nextInt(ROWS);
    return switch (way) {
      case HOT ->
          manager ->
              manager.createQuery("select max(number) from Note", Integer.class).getSingleResult();
      case OTHER_ROW -> manager -> manager.find(Note.class, id).getNumber();
      case OTHER_TABLE ->
          manager ->
              manager
                  .createQuery("from Aside where id = :id", Aside.class)
                  .setParameter("id", id)
                  .getResultList()
                  .size();
    };
  }

  /** How long after a commit a replica may serve the row that it wrote. */
  private Void measure() {
    int last = 0;
    while (goesOn()) {
      int number = committed.get();
      if (number < last + MEASURED) {
        LockSupport.parkNanos(100_000);
        continue;
      }
      last = number;
      long since = returned;
      if (committed.get() != number) {
        continue; // the next one has returned meanwhile
      }
      long served = servedByReplica(FIRST_ROW + number, since);
      if (served > 0 && counts()) {
        delays.add((served - since) / 1e6);
      }
    }
    return null;
  }

  /**
   * When a replica may serve a row: in the middle between two decisions, as nobody knows better.
   */
  private long servedByReplica(long id, long since) {
    long refused = since;
    while (goesOn()) {
      Note found = application.outside(manager -> manager.find(Note.class, id));
      stale.addAndGet(found == null ? 1 : 0);
      long decided = servings.lastAt();
      if (servings.byReplica()) {
        return (refused + decided) / 2;
      }
      refused = decided;
    }
    return 0;
  }

  int stale() {
    return stale.get();
  }

  /** How many commits a second there really were. */
  double rate() {
    return (committed.get() - uncounted) * 1e9 / (end - begin);
  }

  /** The share of queries over the table that goes with these commits and delays. */
  double expectedShare() {
    return Math.exp(-rate() * medianDelay() / 1e3);
  }

  /** How much of what is read in one way a replica served. */
  double share(Way way) {
    return tallies.get(way).share();
  }

  /** From the commit to when a replica might serve a read of its row, in milliseconds. */
  double medianDelay() {
    return delays.stream().sorted().skip(delays.size() / 2).findFirst().orElse(Double.NaN);
  }

  @Override
  public String toString() {
    return ("%.0f commits/s, delay %.2f ms (median of %d), on replicas: other tables %.1f %%, other"
            + " rows %.1f %%, the table %.1f %% (expected %.1f %%); %d reads, %d stale")
        .formatted(
            rate(),
            medianDelay(),
            delays.size(),
            100 * share(Way.OTHER_TABLE),
            100 * share(Way.OTHER_ROW),
            100 * share(Way.HOT),
            100 * expectedShare(),
            tallies.values().stream().mapToLong(tally -> tally.counts.get(0)).sum(),
            stale());
  }
}
