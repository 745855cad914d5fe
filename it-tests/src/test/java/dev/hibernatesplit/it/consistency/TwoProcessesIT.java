package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.ConsistencyToken;
import dev.hibernatesplit.Routing;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One process writes, and has another read it: over HTTP, with a token in a header. */
@PostgresCluster(replicas = 2, statementLog = false)
class TwoProcessesIT {

  private static final int READS = Boolean.getBoolean("proof") ? 10_000 : 300;
  private static final int THREADS = 4;
  private static final AtomicLong IDS = new AtomicLong();

  private static Application application;
  private static Neighbour neighbour;

  /** What the other process found of what was written, and which of its reads replicas served. */
  private static final class Tally {
    final AtomicInteger reads = new AtomicInteger();
    final AtomicInteger stale = new AtomicInteger();
    final AtomicInteger later = new AtomicInteger();
    final AtomicInteger laterByReplica = new AtomicInteger();
  }

  @BeforeAll
  static void start(ReplicatedPostgres cluster) throws Exception {
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("hibernate.split.consistency", "application");
    neighbour = Neighbour.start(settings);
    settings.put("jakarta.persistence.schema-generation.database.action", "create");
    application = Application.start(settings, new Servings(), Note.class);
    cluster.awaitCatchUp();
  }

  @AfterAll
  static void stop() throws Exception {
    application.close();
    neighbour.close();
  }

  private static String written(long id) {
    return Routing.as(
        "user" + id % THREADS,
        () -> {
          application.write(manager -> manager.persist(new Note(id, 1)));
          return ConsistencyToken.current().toString();
        });
  }

  private static Tally run(int reads, UnaryOperator<String> header) throws Exception {
    Tally tally = new Tally();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    Callable<Void> work =
        () -> {
          for (int i = 0; i < reads / THREADS; i++) {
            long id = IDS.incrementAndGet();
            writtenAndRead(id, header.apply(written(id)), tally, i % 10 == 0);
          }
          return null;
        };
    try {
      List<Callable<Void>> all = IntStream.range(0, THREADS).mapToObj(i -> work).toList();
      for (Future<Void> done : threads.invokeAll(all)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    System.out.println(
        tally.reads
            + " reads by another process: "
            + tally.stale
            + " stale, after 50 ms by replicas "
            + tally.laterByReplica
            + " of "
            + tally.later);
    return tally;
  }

  private static void writtenAndRead(long id, String seen, Tally tally, boolean later)
      throws Exception {
    tally.reads.incrementAndGet();
    tally.stale.addAndGet(neighbour.find(id, seen).found() ? 0 : 1);
    if (later) {
      Thread.sleep(50);
      Neighbour.Answer answer = neighbour.find(id, seen);
      tally.stale.addAndGet(seen == null || answer.found() ? 0 : 1);
      tally.later.incrementAndGet();
      tally.laterByReplica.addAndGet(answer.byReplica() ? 1 : 0);
    }
  }

  @Test
  void who_brings_a_token_is_shown_what_it_stands_for() throws Exception {
    Tally tally = run(READS, token -> token);
    assertThat(tally.stale).hasValue(0);
    assertThat(tally.laterByReplica.doubleValue() / tally.later.get()).isGreaterThan(0.5);
  }

  @Test
  void replicas_that_lag_far_behind_show_nobody_with_a_token_old_rows(ReplicatedPostgres cluster)
      throws Exception {
    cluster.replicas().forEach(replica -> replica.setting("recovery_min_apply_delay", "20ms"));
    try {
      assertThat(run(READS, token -> token).stale).hasValue(0);
      assertThat(run(200, token -> null).stale.get()).isPositive(); // the control
    } finally {
      cluster.replicas().forEach(replica -> replica.resetSetting("recovery_min_apply_delay"));
    }
  }
}
