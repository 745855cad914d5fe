package dev.hibernatesplit.it.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.TargetStatus;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Book;
import dev.hibernatesplit.it.Pools;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever people do, and however fast, the readers do not notice. */
@PostgresCluster(replicas = 3)
class ChangesUnderLoadIT {

  private static final int READERS = 8;
  private static final int CHANGES = 1_000;
  private static final List<String> NAMES = List.of("r1", "r2", "r3");

  private final Map<String, LongAdder> served = new ConcurrentHashMap<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private final LongAdder reads = new LongAdder();

  private final SplitListener counter =
      new SplitListener() {
        @Override
        public void statementRouted(StatementInfo statement, RoutingDecision decision) {
          served.computeIfAbsent(decision.target(), name -> new LongAdder()).increment();
        }
      };

  @Test
  void a_thousand_changes_fail_no_read_and_leak_no_connection(ReplicatedPostgres cluster)
      throws Exception {
    Map<String, Object> settings = new HashMap<>(Application.settings(cluster));
    settings.put("hibernate.hikari.registerMbeans", "true");
    settings.put("hibernate.split.slow_start", "0s");
    settings.put("jakarta.persistence.schema-generation.database.action", "create");
    try (var application = Application.start(settings, counter, Author.class, Book.class)) {
      cluster.awaitCatchUp();
      SplitManagement management = SplitManagement.of(application.factory());
      changeWhileReading(application, management);
      Pools.awaitIdle();
      assertThat(management.targets()).allMatch(target -> target.inFlight() == 0);
      assertSharesAreRight(application, management);
    }
  }

  private void changeWhileReading(Application application, SplitManagement management)
      throws Exception {
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    List<Future<Long>> reading =
        IntStream.range(0, READERS).mapToObj(i -> readers.submit(reading(application))).toList();
    Random random = new Random(42);
    for (int i = 0; i < CHANGES; i++) {
      long before = reads.sum();
      change(management, NAMES.get(random.nextInt(3)), random);
      while (reads.sum() < before + 2) { // each change is read under
        Thread.onSpinWait();
      }
    }
    over.set(true);
    long total = 0;
    for (Future<Long> reader : reading) {
      total += reader.get();
    }
    readers.shutdown();
    assertThat(total).isGreaterThan(2L * CHANGES);
    assertThat(served).containsKeys("r1", "r2", "r3");
  }

  private Callable<Long> reading(Application application) {
    return () -> {
      long count = 0;
      while (!over.get()) {
        boolean transaction = count++ % 2 == 0;
        if (transaction) {
          application.readOnly(manager -> manager.find(Author.class, 1L));
        } else {
          application.outside(manager -> manager.find(Author.class, 1L));
        }
        reads.increment();
      }
      return count;
    };
  }

  private static void change(SplitManagement management, String replica, Random random) {
    switch (random.nextInt(4)) {
      case 0 -> management.takeOut(replica);
      case 1 -> management.putBack(replica);
      case 2 -> management.weight(replica, random.nextInt(5));
      default -> management.region(replica, "region-" + random.nextInt(3));
    }
  }

  private void assertSharesAreRight(Application application, SplitManagement management) {
    NAMES.forEach(management::putBack);
    management.weight("r1", 2);
    management.weight("r2", 1);
    management.weight("r3", 1);
    assertThat(management.targets()).allMatch(TargetStatus::serving);
    served.clear();
    IntStream.range(0, 400)
        .forEach(i -> application.outside(manager -> manager.find(Author.class, 1L)));
    assertThat(served.get("r1").sum()).isCloseTo(200, withPercentage(2));
    assertThat(served.get("r2").sum()).isCloseTo(100, withPercentage(2));
    assertThat(served.get("r3").sum()).isCloseTo(100, withPercentage(2));
    assertThat(served).doesNotContainKey("primary");
  }
}
