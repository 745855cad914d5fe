package dev.hibernatesplit.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariPoolMXBean;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Book;
import dev.hibernatesplit.it.Pools;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.management.JMX;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever units do, nothing is left of them. */
@PostgresCluster
class NoLeakIT {

  private static final int UNITS = Boolean.getBoolean("proof") ? 10_000 : 2_000;
  private static final int MAX = 5;
  private static final int THREADS = 4;

  private ReplicatedPostgres cluster;
  private Application application;
  private Units units;

  @BeforeEach
  void start(ReplicatedPostgres given) {
    cluster = given;
    application =
        Application.start(
            cluster,
            Map.of(
                "hibernate.hikari.registerMbeans", "true",
                "hibernate.hikari.maximumPoolSize", String.valueOf(MAX),
                "hibernate.hikari.minimumIdle", "1",
                "jakarta.persistence.schema-generation.database.action", "drop-and-create"),
            Author.class,
            Book.class);
    Author author = new Author("Ursula", "Exile");
    application.write(manager -> manager.persist(author));
    cluster.awaitCatchUp();
    units = new Units(application, author.getId());
  }

  @AfterEach
  void stop() {
    application.close();
  }

  @Test
  void each_unit_ends_as_it_should_and_gives_everything_back() {
    for (Runnable unit : units.good()) {
      unit.run();
      Pools.awaitIdle();
    }
    for (int i = 0; i < units.bad().size(); i++) {
      assertThat(Units.fails(units.bad().get(i))).as("bad unit %d", i).isTrue();
      Pools.awaitIdle();
    }
  }

  @Test
  void thousands_of_units_leave_the_pools_idle_and_whole() throws Exception {
    List<Runnable> mix = new ArrayList<>(units.good());
    mix.addAll(units.good());
    mix.addAll(units.bad());
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<Boolean>> running =
        IntStream.range(0, UNITS)
            .mapToObj(i -> threads.submit(() -> Units.fails(mix.get(i % mix.size()))))
            .toList();
    int failed = 0;
    for (int i = 0; i < UNITS; i++) {
      failed += running.get(i).get(2, TimeUnit.MINUTES) ? 1 : 0;
      if (i % 200 == 100) {
        endAllOn(cluster.replica(i % 400 == 100 ? "r1" : "r2"));
      }
    }
    threads.shutdown();
    assertThat(failed).isGreaterThan(UNITS / 5).isLessThan(UNITS / 2);
    Pools.awaitIdle();
    theyAreWhole();
    units.good().forEach(Runnable::run);
  }

  private static void endAllOn(PostgresServer server) throws SQLException {
    try (Connection admin = server.adminConnection();
        Statement statement = admin.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app'");
    }
  }

  private static void theyAreWhole() throws Exception {
    for (ObjectName name :
        ManagementFactory.getPlatformMBeanServer()
            .queryNames(new ObjectName("com.zaxxer.hikari:type=Pool (*)"), null)) {
      HikariPoolMXBean pool =
          JMX.newMXBeanProxy(
              ManagementFactory.getPlatformMBeanServer(), name, HikariPoolMXBean.class);
      assertThat(pool.getActiveConnections()).isZero();
      assertThat(pool.getThreadsAwaitingConnection()).isZero();
      assertThat(pool.getTotalConnections()).isBetween(0, MAX);
      assertThat(pool.getIdleConnections()).isEqualTo(pool.getTotalConnections());
    }
    assertThat(Pools.count()).isEqualTo(3);
  }

  @Test
  void closing_the_factory_ends_all_pools_threads_and_connections() throws SQLException {
    units.good().forEach(Runnable::run);
    assertThat(threads()).isNotEmpty();
    for (PostgresServer server : cluster.servers()) {
      assertThat(connections(server)).isPositive();
    }
    application.close();
    await().untilAsserted(() -> assertThat(threads()).isEmpty());
    assertThat(Pools.count()).isZero();
    for (PostgresServer server : cluster.servers()) {
      await().untilAsserted(() -> assertThat(connections(server)).isZero());
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("hibernate-split ") || name.startsWith("HikariPool"))
        .toList();
  }

  private static int connections(PostgresServer server) throws SQLException {
    try (Connection admin = server.adminConnection();
        Statement statement = admin.createStatement();
        ResultSet row =
            statement.executeQuery("select count(*) from pg_stat_activity where usename = 'app'")) {
      row.next();
      return row.getInt(1);
    }
  }
}
