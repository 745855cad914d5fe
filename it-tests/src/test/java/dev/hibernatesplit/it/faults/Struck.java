package dev.hibernatesplit.it.faults;

import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A cluster one replica of which is to be struck, and applications that read there meanwhile. */
final class Struck {

  private static final int ROWS = 200;
  private static final String READ = "select count(*) from plain a, plain b where a.id <> b.id";

  private Struck() {}

  static void prepare(ReplicatedPostgres cluster) throws SQLException {
    Fault.prepare(cluster);
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table plain as select id from generate_series(1, " + ROWS + ") id");
    }
    cluster.awaitCatchUp();
  }

  static Application application(ReplicatedPostgres cluster, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put(
        "hibernate.split.max_failures", "1000"); // else the circuit opens after a few faults
    settings.put("hibernate.split.slow_start", "0s");
    settings.put("hibernate.hikari.maximumPoolSize", "10");
    settings.put("hibernate.hikari.registerMbeans", "true");
    settings.put("hibernate.hikari.poolName", "pool" + more.hashCode());
    settings.put(
        "hibernate.split.replicas.r1.url",
        Fault.victim(cluster).jdbcUrl(Fault.victim(cluster).proxy()));
    return Application.start(cluster, settings);
  }

  /** Half of what they read is in read-only transactions. */
  static Readers readers(Application application) {
    return new Readers(turn -> read(application, turn), (long) ROWS * (ROWS - 1));
  }

  private static long read(Application application, int turn) {
    if (turn % 50 == 0) {
      application.journeys().clear();
    }
    return turn % 2 == 0
        ? application.outside(manager -> (Long) manager.createNativeQuery(READ).getSingleResult())
        : application.readOnly(
            manager -> {
              manager.createNativeQuery("select 1").getSingleResult();
              return (Long) manager.createNativeQuery(READ).getSingleResult();
            });
  }

  static void awaitServing(Application application) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> SplitManagement.of(application.factory()).target("r1").serving());
  }

  /** Until the replica that was struck answers reads, and is not only said to serve. */
  static void awaitReads(Application application) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              application.journeys().clear();
              read(application, 2);
              return application.journeys().last().decision().target().equals("r1");
            });
  }
}
