package dev.hibernatesplit.it.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.Routing;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.guard.Things.Counter;
import dev.hibernatesplit.it.guard.Things.Part;
import dev.hibernatesplit.it.guard.Things.Shelf;
import dev.hibernatesplit.it.guard.Things.Versioned;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Everybody reads from replicas, one with its natural lag and one that stands still half of the
 * time, and writes: 400 attempts a kind, and 10,000 with {@code -Dproof=true}.
 */
@PostgresCluster(replicas = 2)
class LostUpdatesIT {

  private static final int ATTEMPTS = Boolean.getBoolean("proof") ? 10_000 : 400;
  private static final int ROWS = 16;

  private Application application;

  private void start(ReplicatedPostgres cluster, String staleWrite, LongFunction<Object> row) {
    start(cluster, staleWrite, ROWS, row);
  }

  private void start(
      ReplicatedPostgres cluster, String staleWrite, int rows, LongFunction<Object> row) {
    Map<String, Object> settings =
        Map.of(
            "hibernate.split.stale_write", staleWrite,
            "hibernate.split.transaction_reads", "until_write",
            "hibernate.split.slow_start", "0s",
            "hibernate.hikari.maximumPoolSize", "10",
            "hibernate.jdbc.batch_size", "50",
            "hibernate.hbm2ddl.auto", "create");
    application =
        Application.start(
            cluster, settings, Counter.class, Versioned.class, Shelf.class, Part.class);
    application.write(manager -> LongStream.range(0, rows).mapToObj(row).forEach(manager::persist));
    cluster.awaitCatchUp();
  }

  @AfterEach
  void stop() {
    application.close();
  }

  private Race race(ReplicatedPostgres cluster, Race.Attempt attempt) throws Exception {
    try (Hesitation hesitation = new Hesitation(cluster.replicas().get(0))) {
      assertThat(hesitation).isNotNull();
      Race race = Race.run(application.factory(), ATTEMPTS, attempt);
      System.out.println(race);
      return race;
    }
  }

  private long onPrimary(String query) {
    return Routing.onPrimary(
        () ->
            application.outside(
                manager -> manager.createQuery(query, Long.class).getSingleResult()));
  }

  private static Runnable count(EntityManager manager, int number) {
    Counter counter = manager.find(Counter.class, (long) number % ROWS);
    return () -> counter.value++;
  }

  @Test
  void counters_count_every_success(ReplicatedPostgres cluster) throws Exception {
    start(cluster, "verify", Counter::new);
    Race race = race(cluster, LostUpdatesIT::count);
    assertThat(onPrimary("select sum(value) from Counter")).isEqualTo(race.successes());
    assertThat(race.successes()).isBetween(ROWS, ATTEMPTS - 1);
  }

  @Test
  void counters_that_are_read_in_the_transaction_that_writes_do_too(ReplicatedPostgres cluster)
      throws Exception {
    start(cluster, "verify", Counter::new);
    Race race = race(cluster, (manager, number) -> () -> count(manager, number).run());
    assertThat(onPrimary("select sum(value) from Counter")).isEqualTo(race.successes());
    assertThat(race.successes()).isBetween(ROWS, ATTEMPTS - 1);
  }

  /** The control: without the guard they do not. */
  @Test
  void counters_lose_updates_where_that_is_allowed(ReplicatedPostgres cluster) throws Exception {
    start(cluster, "allow", Counter::new);
    Race race = race(cluster, LostUpdatesIT::count);
    assertThat(race.successes()).isEqualTo(ATTEMPTS);
    assertThat(onPrimary("select sum(value) from Counter")).isLessThan(ATTEMPTS);
  }

  @Test
  void versioned_counters_count_every_success(ReplicatedPostgres cluster) throws Exception {
    start(cluster, "verify", Versioned::new);
    Race race =
        race(
            cluster,
            (manager, number) -> {
              Versioned counter = manager.find(Versioned.class, (long) number % ROWS);
              return () -> counter.value++;
            });
    assertThat(onPrimary("select sum(value) from Versioned")).isEqualTo(race.successes());
    assertThat(race.successes()).isBetween(ROWS, ATTEMPTS - 1);
  }

  private static Runnable countInMap(EntityManager manager, int number) {
    Shelf shelf = manager.find(Shelf.class, (long) number % ROWS);
    int seen = shelf.map.get("a");
    return () -> shelf.map.put("a", seen + 1);
  }

  @Test
  void counters_in_collections_count_every_success(ReplicatedPostgres cluster) throws Exception {
    start(cluster, "verify", Shelf::new);
    Race race = race(cluster, LostUpdatesIT::countInMap);
    assertThat(onPrimary("select sum(value(m)) from Shelf s join s.map m"))
        .isEqualTo(race.successes() + ROWS);
    assertThat(race.successes()).isBetween(ROWS, ATTEMPTS - 1);
  }

  /** The control. */
  @Test
  void counters_in_collections_lose_updates_where_that_is_allowed(ReplicatedPostgres cluster)
      throws Exception {
    start(cluster, "allow", Shelf::new);
    Race race = race(cluster, LostUpdatesIT::countInMap);
    assertThat(onPrimary("select sum(value(m)) from Shelf s join s.map m"))
        .isLessThan(race.successes() + ROWS);
  }

  /** Of each two attempts one counts, and the other removes what it saw unused. */
  private Race.Attempt countOrRemove(Set<Long> counted) {
    return (manager, number) -> {
      long id = number / 2;
      if (number % 2 == 0) {
        return () -> {
          Counter counter = Routing.onPrimary(() -> manager.find(Counter.class, id));
          if (counter != null) {
            counter.value++;
            manager.flush();
            counted.add(id);
          }
        };
      }
      Counter counter = manager.find(Counter.class, id);
      boolean unused = counter != null && counter.value == 0;
      return () -> {
        if (unused) {
          manager.remove(counter);
        }
      };
    };
  }

  private long lost(ReplicatedPostgres cluster, String staleWrite) throws Exception {
    start(cluster, staleWrite, ATTEMPTS / 2, Counter::new);
    Set<Long> counted = ConcurrentHashMap.newKeySet();
    race(cluster, countOrRemove(counted));
    assertThat(counted).isNotEmpty();
    return counted.size() - onPrimary("select count(*) from Counter where value = 1");
  }

  @Test
  void nothing_is_removed_that_was_used_meanwhile(ReplicatedPostgres cluster) throws Exception {
    assertThat(lost(cluster, "verify")).isZero();
  }

  /** The control. */
  @Test
  void what_was_used_meanwhile_is_removed_where_that_is_allowed(ReplicatedPostgres cluster)
      throws Exception {
    assertThat(lost(cluster, "allow")).isPositive();
  }
}
