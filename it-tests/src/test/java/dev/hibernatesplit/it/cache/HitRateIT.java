package dev.hibernatesplit.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guard does not throw the cache away: 95 reads to 5 writes, split and not. */
@PostgresCluster(replicas = 2)
class HitRateIT {

  private static final int THREADS = 4;
  private static final int STEPS = (Boolean.getBoolean("proof") ? 200_000 : 8_000) / THREADS;
  private static final int ROWS = 500;

  /**
   * Hits in a hundred look-ups.
   *
   * @param entries of entities and collections
   * @param queries of query results
   */
  private record Rates(double entries, double queries) {

    static Rates of(Statistics statistics) {
      return new Rates(
          percent(
              statistics.getSecondLevelCacheHitCount(), statistics.getSecondLevelCacheMissCount()),
          percent(statistics.getQueryCacheHitCount(), statistics.getQueryCacheMissCount()));
    }

    private static double percent(long hits, long misses) {
      return 100.0 * hits / (hits + misses);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.1f%% entries, %.1f%% queries", entries, queries);
    }
  }

  @BeforeAll
  static void create(ReplicatedPostgres cluster) {
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("jakarta.persistence.schema-generation.database.action", "create");
    try (Application application = Application.start(settings, Plain.class)) {
      application.write(
          manager -> {
            for (long id = 0; id < ROWS; id++) {
              Plain plain = new Plain(id, "code " + id);
              plain.getMarks().add(0);
              manager.persist(plain);
            }
          });
    }
    cluster.awaitCatchUp();
  }

  private static Rates run(Map<String, Object> settings, String strategy) throws Exception {
    settings.putAll(Provider.CAFFEINE.settings(strategy, Plain.class));
    settings.put("hibernate.generate_statistics", true);
    settings.put("hibernate.connection.pool_size", 10);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (Application application =
        Application.start(settings, new SplitListener() {}, Plain.class)) {
      List<Callable<Void>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Random random = new Random(i);
        all.add(() -> work(application, random));
      }
      for (Future<Void> done : threads.invokeAll(all)) {
        done.get();
      }
      return Rates.of(application.sessionFactory().getStatistics());
    } finally {
      threads.shutdownNow();
    }
  }

  private static Void work(Application application, Random random) {
    for (int i = 0; i < STEPS; i++) {
      long id = (long) (ROWS * random.nextDouble() * random.nextDouble()); // some are favourites
      int dice = random.nextInt(100);
      if (dice < 5) {
        application.write(manager -> write(manager, id, random.nextInt()));
      } else {
        application.outside(manager -> read(manager, id, dice));
      }
    }
    return null;
  }

  private static void write(EntityManager manager, long id, int number) {
    Plain plain = manager.find(Plain.class, id);
    plain.setNumber(number);
    plain.getMarks().set(0, number);
  }

  private static Object read(EntityManager manager, long id, int dice) {
    if (dice < 60) {
      return manager.find(Plain.class, id).getNumber();
    }
    if (dice < 80) {
      return List.copyOf(manager.find(Plain.class, id).getMarks());
    }
    return manager
        .createQuery("from Plain where id between :id and :id + 5", Plain.class)
        .setParameter("id", id / 50)
        .setHint("org.hibernate.cacheable", true)
        .getResultList();
  }

  @ParameterizedTest
  @CsvSource({"application, nonstrict-read-write", "application, read-write"})
  void as_much_is_found_in_the_cache_as_with_one_database(
      String level, String strategy, ReplicatedPostgres cluster) throws Exception {
    Map<String, Object> split = Application.settings(cluster);
    split.put("hibernate.split.consistency", level);
    Map<String, Object> single = Application.settings(cluster);
    single.put("hibernate.split.enabled", false);
    Rates one = run(single, strategy);
    Rates two = run(split, strategy);
    System.out.printf("== %s, %s: one database %s; split %s%n", level, strategy, one, two);
    assertThat(two.entries()).isGreaterThan(one.entries() - 5);
    assertThat(two.queries()).isGreaterThan(one.queries() - 5);
  }
}
