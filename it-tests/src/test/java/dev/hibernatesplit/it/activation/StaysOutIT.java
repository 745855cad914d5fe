package dev.hibernatesplit.it.activation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Book;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.registry.classloading.internal.ClassLoaderServiceImpl;
import org.hibernate.boot.registry.selector.StrategyRegistrationProvider;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With the jar and no setting of ours, Hibernate is as it would be without the jar. */
class StaysOutIT {

  private static ReplicatedPostgres cluster;

  @BeforeAll
  static void start() {
    cluster = ReplicatedPostgres.builder().replicas("r1").start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static Map<String, Object> url() {
    return new TreeMap<>(
        Map.of(
            "jakarta.persistence.jdbc.url", cluster.primary().jdbcUrl(),
            "jakarta.persistence.jdbc.user", cluster.user(),
            "jakarta.persistence.jdbc.password", cluster.password()));
  }

  private static EntityManagerFactory factory(Map<String, Object> settings) {
    HibernatePersistenceConfiguration configuration =
        new HibernatePersistenceConfiguration("plain");
    configuration.properties(settings);
    configuration.property(
        "jakarta.persistence.schema-generation.database.action", "drop-and-create");
    configuration.managedClasses(Author.class, Book.class);
    return configuration.createEntityManagerFactory();
  }

  private static void works(EntityManagerFactory factory, String provider) {
    try (factory) {
      assertThat(Providers.nameOf(factory)).isEqualTo(provider);
      factory.runInTransaction(manager -> manager.persist(new Author("Ursula", "Exile")));
      cluster.clearStatements();
      try (EntityManager manager = factory.createEntityManager()) {
        assertThat(manager.createQuery("from Book", Book.class).getSingleResult().getTitle())
            .isEqualTo("Exile");
      }
      assertThat(cluster.primary().countOf(sql -> sql.startsWith("select"))).isEqualTo(1);
      assertThat(threadsOfOurs()).isEmpty();
    }
  }

  private static List<String> threadsOfOurs() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("hibernate-split "))
        .toList();
  }

  @Test
  void a_url_alone_gives_hibernate_s_own_pool_where_hikari_is_not_on_the_class_path() {
    StandardServiceRegistryBuilder registry =
        new StandardServiceRegistryBuilder(
            new BootstrapServiceRegistryBuilder()
                .applyClassLoaderService(new WithoutStrategies())
                .build());
    registry.applySettings(url());
    registry.applySetting("hibernate.hbm2ddl.auto", "create");
    SessionFactory factory =
        new MetadataSources(registry.build())
            .addAnnotatedClasses(Author.class, Book.class)
            .buildMetadata()
            .buildSessionFactory();
    works(factory, "DriverManagerConnectionProvider");
  }

  /** As if hibernate-hikaricp, which registers itself as a strategy, were not there. */
  private static final class WithoutStrategies extends ClassLoaderServiceImpl {
    private static final long serialVersionUID = 1L;

    @Override
    public <S> Collection<S> loadJavaServices(Class<S> service) {
      return service == StrategyRegistrationProvider.class
          ? List.of()
          : super.loadJavaServices(service);
    }
  }

  @Test
  void a_url_alone_gives_hikari_where_it_is_on_the_class_path() {
    works(factory(url()), "HikariCPConnectionProvider");
  }

  @Test
  void hikari_settings_give_hikari() {
    Map<String, Object> settings = url();
    settings.put("hibernate.hikari.maximumPoolSize", "3");
    works(factory(settings), "HikariCPConnectionProvider");
  }

  @Test
  void a_data_source_is_used_as_it_is() {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(cluster.primary().jdbcUrl());
      pool.setUsername(cluster.user());
      pool.setPassword(cluster.password());
      works(
          factory(Map.of("jakarta.persistence.nonJtaDataSource", pool)),
          "DataSourceConnectionProvider");
    }
  }

  @Test
  void switched_off_it_leaves_the_settings_and_does_nothing() {
    Map<String, Object> settings = url();
    settings.put("hibernate.split.replicas.r1.url", cluster.replica("r1").jdbcUrl());
    settings.put("hibernate.split.enabled", "false");
    works(factory(settings), "HikariCPConnectionProvider");
  }

  /** So that the tests above can fail. */
  @Test
  void switched_on_it_gives_its_own_and_starts_a_thread() {
    Map<String, Object> settings = url();
    settings.put("hibernate.split.replicas.r1.url", cluster.replica("r1").jdbcUrl());
    try (EntityManagerFactory factory = factory(settings)) {
      assertThat(Providers.nameOf(factory)).isEqualTo(Providers.OURS);
      assertThat(threadsOfOurs()).isNotEmpty();
    }
    assertThat(threadsOfOurs()).isEmpty();
  }
}
