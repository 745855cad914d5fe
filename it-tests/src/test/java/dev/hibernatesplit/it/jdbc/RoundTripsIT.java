package dev.hibernatesplit.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Book;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.TcpProxy;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.jdbc.Work;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How often the application waits for a server, with us and without. */
@PostgresCluster(replicas = 1)
class RoundTripsIT {

  private static final String CHECKS = "com.zaxxer.hikari.aliveBypassWindowMs";

  private static TcpProxy toPrimary;
  private static TcpProxy toReplica;
  private static Application split;
  private static SessionFactory plain;
  private static Long id;

  @BeforeAll
  static void start(ReplicatedPostgres cluster) {
    System.setProperty(CHECKS, "600000"); // else a pool asks after half a second of rest
    toPrimary = cluster.primary().proxy();
    toReplica = cluster.replica("r1").proxy();
    Map<String, Object> settings = new LinkedHashMap<>(Application.settings(cluster));
    settings.put("jakarta.persistence.jdbc.url", cluster.primary().jdbcUrl(toPrimary));
    settings.put("hibernate.hikari.maximumPoolSize", "1");
    settings.put("hibernate.split.replicas.r1.url", cluster.replica("r1").jdbcUrl(toReplica));
    settings.put("hibernate.split.probe_interval", "1h");
    settings.put(
        "hibernate.split.catalog", "false"); // its readings in the background would be counted
    settings.put("jakarta.persistence.schema-generation.database.action", "create");
    split = Application.start(settings, Author.class, Book.class);
    plain = plain(settings);
    Author author = new Author("Ursula", "Exile");
    split.write(manager -> manager.persist(author));
    id = author.getId();
    cluster.awaitCatchUp();
  }

  private static SessionFactory plain(Map<String, Object> settings) {
    HibernatePersistenceConfiguration configuration =
        new HibernatePersistenceConfiguration("plain");
    settings.forEach(
        (key, value) -> {
          if (!key.startsWith("hibernate.split.") && !key.contains("schema-generation")) {
            configuration.property(key, value);
          }
        });
    configuration.managedClasses(Author.class, Book.class);
    return configuration.createEntityManagerFactory().unwrap(SessionFactory.class);
  }

  @AfterAll
  static void stop() {
    plain.close();
    split.close();
    System.clearProperty(CHECKS);
  }

  /** The least of a few times: a pool that fills up and a first probe only add to it. */
  private static long trips(SessionFactory factory, Consumer<Session> work) {
    once(factory, work); // the first time opens connections and warms caches up
    return LongStream.generate(() -> tripsOnce(factory, work)).limit(5).min().orElseThrow();
  }

  private static long tripsOnce(SessionFactory factory, Consumer<Session> work) {
    long before = toPrimary.roundTrips() + toReplica.roundTrips();
    once(factory, work);
    return toPrimary.roundTrips() + toReplica.roundTrips() - before;
  }

  private static void once(SessionFactory factory, Consumer<Session> work) {
    try (Session session = factory.openSession()) {
      work.accept(session);
    }
  }

  private static long withUs(Consumer<Session> work) {
    return trips(split.sessionFactory(), work);
  }

  private static long without(Consumer<Session> work) {
    return trips(plain, work);
  }

  private static void find(EntityManager session) {
    assertThat(session.find(Author.class, id)).isNotNull();
  }

  /** A transaction on a connection that was told something before. */
  private static Consumer<Session> told(Work telling, Consumer<Session> work) {
    return session -> {
      session.doWork(telling);
      session.beginTransaction();
      work.accept(session);
      session.getTransaction().commit();
    };
  }

  @Test
  void a_find_outside_a_transaction_is_one() {
    assertThat(without(RoundTripsIT::find)).isEqualTo(1);
    assertThat(withUs(RoundTripsIT::find)).isEqualTo(1);
  }

  @Test
  void a_read_only_transaction_with_one_find_is_one_where_it_was_two() {
    Consumer<Session> work = told(connection -> connection.setReadOnly(true), RoundTripsIT::find);
    assertThat(without(work)).isEqualTo(2);
    assertThat(withUs(work)).isEqualTo(1);
  }

  @Test
  void a_read_only_transaction_with_three_finds_is_three_where_it_was_four() {
    Consumer<Session> work =
        told(
            connection -> connection.setReadOnly(true),
            session -> {
              for (int i = 0; i < 3; i++) {
                find(session);
                session.clear();
              }
            });
    assertThat(without(work)).isEqualTo(4);
    assertThat(withUs(work)).isEqualTo(3);
  }

  @Test
  void a_transaction_without_statements_is_none() {
    Consumer<Session> work = told(connection -> connection.setReadOnly(true), session -> {});
    assertThat(withUs(work)).isZero();
  }

  @Test
  void a_writing_transaction_is_as_many_as_without_us() {
    Consumer<Session> work =
        told(
            connection -> {},
            session -> session.find(Author.class, id).setName("U" + System.nanoTime()));
    assertThat(withUs(work)).isEqualTo(without(work)).isEqualTo(3);
  }

  @Test
  void an_isolation_is_no_more_than_without_us() {
    Consumer<Session> work =
        told(
            connection ->
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ),
            RoundTripsIT::find);
    assertThat(withUs(work)).isEqualTo(4).isLessThanOrEqualTo(without(work));
  }

  @Test
  void a_schema_is_set_in_one_and_restored_in_one() {
    Consumer<Session> work =
        told(
            connection -> {},
            session -> {
              session.doWork(connection -> connection.setSchema("other"));
              session.createNativeQuery("select 1", Integer.class).getSingleResult();
              session.createNativeQuery("select 2", Integer.class).getSingleResult();
            });
    assertThat(withUs(work)).isEqualTo(1 + 2 + 1 + 1);
  }

  @Test
  void what_the_driver_alone_knows_is_none() {
    Consumer<Session> work =
        told(
            connection -> {
              connection.setNetworkTimeout(Runnable::run, 10_000);
              connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
            },
            RoundTripsIT::find);
    assertThat(withUs(work)).isEqualTo(2);
  }
}
