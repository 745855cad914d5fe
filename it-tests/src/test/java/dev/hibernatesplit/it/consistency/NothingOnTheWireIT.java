package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.TcpProxy;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reads must see costs writes and reads no round trip: counted on the wire. */
@PostgresCluster(replicas = 1)
class NothingOnTheWireIT {

  private static final String CHECKS = "com.zaxxer.hikari.aliveBypassWindowMs";
  private static final AtomicLong IDS = new AtomicLong();

  private static Pool primary;
  private static Pool replica;
  private static EntityManagerFactory plain;
  private static TcpProxy toPrimary;
  private static TcpProxy toReplica;

  private final Servings servings = new Servings();
  private Application application;

  /** One connection through a proxy, and others for the monitor, which nobody counts. */
  private static final class Pool extends HikariDataSource {

    private final PostgresServer server;

    Pool(PostgresServer server, TcpProxy proxy) {
      super(one(server, proxy));
      this.server = server;
    }

    private static HikariConfig one(PostgresServer server, TcpProxy proxy) {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(server.jdbcUrl(proxy));
      config.setUsername(server.user());
      config.setPassword(server.password());
      config.setMaximumPoolSize(1);
      return config;
    }

    @Override
    public Connection getConnection() throws SQLException {
      boolean ours = Thread.currentThread().getName().startsWith("hibernate-split");
      return ours ? server.connection() : super.getConnection();
    }
  }

  @BeforeAll
  static void pools(ReplicatedPostgres cluster) {
    System.setProperty(CHECKS, "600000"); // else a pool asks after half a second of rest
    toPrimary = cluster.primary().proxy();
    toReplica = cluster.replica("r1").proxy();
    primary = new Pool(cluster.primary(), toPrimary);
    replica = new Pool(cluster.replica("r1"), toReplica);
    HibernatePersistenceConfiguration configuration =
        new HibernatePersistenceConfiguration("plain");
    configuration.property("hibernate.connection.datasource", primary);
    configuration.property("jakarta.persistence.schema-generation.database.action", "create");
    configuration.managedClasses(Note.class);
    plain = configuration.createEntityManagerFactory();
    cluster.awaitCatchUp();
  }

  @AfterAll
  static void end() {
    plain.close();
    primary.close();
    replica.close();
    System.clearProperty(CHECKS);
  }

  private void start(String level) {
    application =
        Application.start(
            Map.of(
                "hibernate.connection.datasource",
                primary,
                "hibernate.split.replicas.r1.datasource",
                replica,
                "hibernate.split.consistency",
                level),
            servings,
            Note.class);
  }

  @AfterEach
  void stop() {
    application.close();
  }

  /** The least of a few times: what a pool does beside only adds to it. */
  private static long trips(EntityManagerFactory factory, Consumer<EntityManager> work) {
    once(factory, work);
    return LongStream.generate(() -> tripsOnce(factory, work)).limit(5).min().orElseThrow();
  }

  private static long tripsOnce(EntityManagerFactory factory, Consumer<EntityManager> work) {
    long before = toPrimary.roundTrips() + toReplica.roundTrips();
    once(factory, work);
    return toPrimary.roundTrips() + toReplica.roundTrips() - before;
  }

  private static void once(EntityManagerFactory factory, Consumer<EntityManager> work) {
    EntityManager manager = factory.createEntityManager();
    try {
      work.accept(manager);
    } finally {
      manager.close();
    }
  }

  private static void write(EntityManager manager) {
    manager.getTransaction().begin();
    manager.persist(new Note(IDS.incrementAndGet(), 1));
    manager.getTransaction().commit();
  }

  private static void read(EntityManager manager) {
    manager.clear();
    assertThat(manager.find(Note.class, IDS.get())).isNotNull();
  }

  private boolean byReplica() {
    application.outside(manager -> manager.find(Note.class, IDS.get()));
    return servings.byReplica();
  }

  @ParameterizedTest
  @ValueSource(strings = {"eventual", "session", "application"})
  void a_write_and_a_read_are_as_many_as_without_us(String level) {
    start(level);
    assertThat(trips(plain, NothingOnTheWireIT::write)).isEqualTo(2);
    assertThat(trips(application.factory(), NothingOnTheWireIT::write)).isEqualTo(2);
    await().until(this::byReplica);
    assertThat(trips(plain, NothingOnTheWireIT::read)).isEqualTo(1);
    assertThat(trips(application.factory(), NothingOnTheWireIT::read)).isEqualTo(1);
    assertThat(servings.byReplica()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "application"})
  void a_read_right_after_a_write_is_one_more_wherever_it_runs(String level) {
    start(level);
    Consumer<EntityManager> both =
        manager -> {
          write(manager);
          read(manager);
        };
    assertThat(trips(plain, both)).isEqualTo(3);
    assertThat(trips(application.factory(), both)).isEqualTo(3);
  }

  /** The control: what asks for a position is counted. */
  @Test
  void a_write_that_asks_where_it_stands_is_one_more() {
    start("application");
    Consumer<EntityManager> asking =
        manager -> {
          write(manager);
          manager
              .createNativeQuery("select cast(pg_current_wal_insert_lsn() as text)", String.class)
              .getSingleResult();
        };
    assertThat(trips(application.factory(), asking)).isEqualTo(3);
  }
}
