package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.Routing;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Another process writes, and whoever reads afterwards sees it, although nobody tells him. */
@PostgresCluster(replicas = 2)
class GlobalIT {

  private static final int WRITES = Boolean.getBoolean("proof") ? 20_000 : 200;
  private static final int READERS = 8;

  private static final Servings SERVINGS = new Servings();
  private static Application application;
  private static Neighbour neighbour;

  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger byReplica = new AtomicInteger();
  private final AtomicInteger stale = new AtomicInteger();
  private volatile boolean written;

  @BeforeAll
  static void start(ReplicatedPostgres cluster) throws Exception {
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("hibernate.hikari.maximumPoolSize", "10");
    neighbour = Neighbour.start(settings);
    settings.put("jakarta.persistence.schema-generation.database.action", "create");
    application = Application.start(settings, SERVINGS, Note.class);
    application.write(manager -> manager.persist(new Note(0, 0)));
    cluster.awaitCatchUp();
  }

  @AfterAll
  static void stop() throws Exception {
    application.close();
    neighbour.close();
  }

  private void run(Consistency level, BooleanSupplier enough) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<Void>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(threads.submit(() -> Routing.consistency(level, this::read)));
      }
      while (!enough.getAsBoolean()) {
        int number = acknowledged.get() + 1;
        neighbour.write(number);
        acknowledged.set(number);
      }
      written = true;
      for (Future<Void> reader : readers) {
        reader.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Void read() {
    while (!written) {
      int before = acknowledged.get();
      int seen = application.outside(manager -> manager.find(Note.class, 0L).getNumber());
      stale.addAndGet(seen < before ? 1 : 0);
      byReplica.addAndGet(SERVINGS.byReplica() ? 1 : 0);
      reads.incrementAndGet();
    }
    return null;
  }

  private void report(String level, long samples) {
    System.out.printf(
        "%s: %d writes by another process, %d reads, %.1f %% on replicas, %d stale; %d samples of"
            + " the primary%n",
        level,
        acknowledged.get(),
        reads.get(),
        100.0 * byReplica.get() / reads.get(),
        stale.get(),
        samples);
  }

  @Test
  void what_another_process_has_written_is_seen(ReplicatedPostgres cluster) throws Exception {
    cluster.clearStatements();
    run(Consistency.GLOBAL, () -> acknowledged.get() >= WRITES);
    long samples = Servers.samples(cluster.primary());
    report("global", samples);
    assertThat(stale).hasValue(0);
    assertThat(byReplica.doubleValue() / reads.get()).isGreaterThan(0.5);
    assertThat(samples).isLessThan(reads.get());
  }

  /** The control. */
  @Test
  void what_another_process_has_written_is_not_seen_by_all_who_ask_less() throws Exception {
    run(Consistency.APPLICATION, () -> stale.get() > 0 || acknowledged.get() >= 1_000);
    report("application", 0);
    assertThat(stale.get()).isPositive();
  }
}
