package dev.hibernatesplit.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers on replicas that lag by 20 ms, and writers, all at once: what is left in the cache? */
@PostgresCluster(replicas = 2)
class RacesIT {

  private static final int BURSTS = Boolean.getBoolean("proof") ? 100 : 3;
  private static final int ROWS = 20;
  private static final int WRITES = 80;

  @BeforeAll
  static void create(ReplicatedPostgres cluster) {
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("jakarta.persistence.schema-generation.database.action", "create");
    try (Application application = Application.start(settings, Plain.class)) {
      application.write(
          manager -> {
            for (long id = 0; id < ROWS; id++) {
              manager.persist(new Plain(id, "code " + id));
            }
          });
    }
    cluster.awaitCatchUp();
    cluster.replicas().forEach(replica -> replica.setting("recovery_min_apply_delay", "20ms"));
  }

  @AfterAll
  static void hurry(ReplicatedPostgres cluster) {
    cluster.replicas().forEach(replica -> replica.resetSetting("recovery_min_apply_delay"));
  }

  private static int stale(ReplicatedPostgres cluster, String strategy, String puts)
      throws Exception {
    Map<String, Object> settings = Application.settings(cluster);
    settings.putAll(Provider.MAPS.settings(strategy, Plain.class));
    settings.put("hibernate.split.cache_puts", puts);
    int stale = 0;
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try (Application application =
        Application.start(settings, new SplitListener() {}, Plain.class)) {
      for (int burst = 0; burst < BURSTS; burst++) {
        AtomicBoolean over = new AtomicBoolean();
        List<Future<Void>> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          Random random = new Random(burst * 4L + i);
          readers.add(threads.submit(() -> read(application, random, over)));
        }
        write(application, new Random(burst));
        over.set(true);
        for (Future<Void> done : readers) {
          done.get();
        }
        stale += leftBehind(application);
      }
    } finally {
      threads.shutdownNow();
    }
    return stale;
  }

  private static void write(Application application, Random random) {
    for (int i = 0; i < WRITES; i++) {
      long id = random.nextInt(ROWS);
      boolean bulk = random.nextBoolean();
      application.write(manager -> write(manager, id, bulk));
    }
  }

  private static Void read(Application application, Random random, AtomicBoolean over) {
    while (!over.get()) {
      long id = random.nextInt(ROWS);
      application.outside(manager -> manager.find(Plain.class, id).getNumber());
    }
    return null;
  }

  private static void write(EntityManager manager, long id, boolean bulk) {
    if (bulk) {
      manager
          .createQuery("update Plain set number = number + 1 where id = :id")
          .setParameter("id", id)
          .executeUpdate();
    } else {
      Plain plain = manager.find(Plain.class, id, CacheRetrieveMode.BYPASS, CacheStoreMode.BYPASS);
      plain.setNumber(plain.getNumber() + 1);
    }
  }

  /** How many rows are found in the cache as they were once. */
  private static int leftBehind(Application application) {
    int stale = 0;
    for (long id = 0; id < ROWS; id++) {
      long row = id;
      if (application.sessionFactory().getCache().containsEntity(Plain.class, row)) {
        int found = application.outside(manager -> manager.find(Plain.class, row).getNumber());
        stale += found == inDatabase(application, row) ? 0 : 1;
      }
    }
    application.sessionFactory().getCache().evictAllRegions();
    return stale;
  }

  private static int inDatabase(Application application, long id) {
    return application.onConnection(
        connection -> {
          connection.setAutoCommit(false); // so it runs on the primary
          try (Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery(
                      "select number from plain where id = " + id + " for share")) {
            row.next();
            return row.getInt(1);
          } finally {
            connection.rollback();
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonstrict-read-write", "read-write"})
  void nothing_old_is_left_in_the_cache(String strategy, ReplicatedPostgres cluster)
      throws Exception {
    int guarded = stale(cluster, strategy, "verified");
    int control = stale(cluster, strategy, "always");
    System.out.printf(
        "== %s, %d bursts: %d old entries left, with the guard off %d%n",
        strategy, BURSTS, guarded, control);
    assertThat(guarded).isZero();
    assertThat(control).isPositive();
  }
}
