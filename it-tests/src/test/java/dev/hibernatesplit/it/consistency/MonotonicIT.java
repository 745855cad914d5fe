package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * A counter that somebody else writes, read in sessions that load lazily: from a replica that
 * lives, from one whose replay stands still at times, and from one that is restarted again and
 * again.
 */
@PostgresCluster(replicas = 3)
class MonotonicIT {

  private static final int READERS = 4;
  private static final int READS = Boolean.getBoolean("proof") ? 100_000 : 3_000;
  private static final int ROUNDS_A_SESSION = 5;

  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger stepsBack = new AtomicInteger();
  private final AtomicInteger restarts = new AtomicInteger();
  private final AtomicInteger served = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();

  private Application application(ReplicatedPostgres cluster, String level) {
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("hibernate.split.consistency", level);
    settings.put("hibernate.split.slow_start", "0s");
    settings.put("hibernate.split.max_failures", "1000");
    settings.put("hibernate.split.probe_interval", "100ms");
    settings.put("jakarta.persistence.schema-generation.database.action", "drop-and-create");
    return Application.start(settings, new Restarted(served), Folder.class, Sheet.class);
  }

  /** Counts what the replica serves that is restarted. */
  private record Restarted(AtomicInteger served) implements SplitListener {
    @Override
    public void statementRouted(StatementInfo statement, RoutingDecision decision) {
      if (decision.target().equals("r3")) {
        served.incrementAndGet();
      }
    }
  }

  @Test
  void no_session_steps_back(ReplicatedPostgres cluster) throws Exception {
    read(cluster, "session", READS);

    assertThat(stepsBack).hasValue(0);
    assertThat(restarts.get()).isPositive();
    assertThat(served.get()).isPositive();
  }

  @Test
  void without_a_promise_sessions_do(ReplicatedPostgres cluster) throws Exception {
    read(cluster, "eventual", 3_000);

    assertThat(stepsBack.get()).isPositive();
  }

  private void read(ReplicatedPostgres cluster, String level, int atLeast) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(READERS + 3);
    try (Application application = application(cluster, level)) {
      application.write(
          manager -> {
            Folder folder = new Folder(1);
            manager.persist(folder);
            manager.persist(new Sheet(1, folder));
          });
      cluster.awaitCatchUp();
      List<Future<?>> others =
          List.of(
              threads.submit(() -> write(cluster)),
              threads.submit(() -> pause(cluster.replica("r2"))),
              threads.submit(() -> restart(cluster.replica("r3"))));
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(threads.submit(() -> read(application, atLeast)));
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
      over.set(true);
      for (Future<?> other : others) {
        other.get();
      }
    } finally {
      over.set(true);
      threads.shutdown();
    }
  }

  private Object read(Application application, int atLeast) {
    while (reads.get() < atLeast || restarts.get() == 0) {
      application.outside(this::oneSession);
    }
    return "read";
  }

  private Object oneSession(EntityManager manager) {
    int last = 0;
    for (int round = 0; round < ROUNDS_A_SESSION; round++) {
      Folder folder = manager.find(Folder.class, 1L);
      last = seen(folder.getNumber(), last);
      last = seen(folder.getSheets().get(0).getNumber(), last);
      manager.clear();
    }
    return last;
  }

  private int seen(int number, int last) {
    reads.incrementAndGet();
    if (number < last) {
      stepsBack.incrementAndGet();
    }
    return Math.max(number, last);
  }

  /** Past the library, so that nothing but what was read keeps a read from a replica. */
  private Object write(ReplicatedPostgres cluster) throws SQLException {
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement()) {
      for (int number = 1; !over.get(); number++) {
        statement.execute(
            "with f as (update folder set number = "
                + number
                + " where id = 1) update sheet set number = "
                + number
                + " where id = 1");
      }
    }
    return "written";
  }

  private Object pause(PostgresServer replica) throws Exception {
    while (!over.get()) {
      replica.pauseReplay();
      untilReadAgain(200);
      replica.resumeReplay();
      untilReadAgain(200);
    }
    return "resumed";
  }

  private Object restart(PostgresServer replica) throws Exception {
    while (!over.get()) {
      int before = served.get();
      replica.restart();
      restarts.incrementAndGet();
      until(() -> over.get() || served.get() > before + 20);
    }
    return "restarted";
  }

  private void untilReadAgain(int more) {
    int before = reads.get();
    until(() -> over.get() || reads.get() > before + more);
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(60)).pollDelay(Duration.ofMillis(1)).until(condition);
  }
}
