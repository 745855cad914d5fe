package dev.hibernatesplit.it.activation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Book;
import dev.hibernatesplit.it.Witness;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However Hibernate is started and wherever its settings stand, ours count there. */
class ComesToLifeIT {

  private static ReplicatedPostgres cluster;
  private static Witness witness;

  @BeforeAll
  static void start() {
    cluster = ReplicatedPostgres.start();
    witness = new Witness(cluster);
    Map<String, Object> create =
        Map.of("jakarta.persistence.schema-generation.database.action", "create");
    try (Application application = Application.start(cluster, create, Author.class, Book.class)) {
      application.write(manager -> manager.persist(new Author("Ursula", "Exile")));
    }
    cluster.awaitCatchUp();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static void splits(EntityManagerFactory factory) {
    try (factory) {
      assertThat(Providers.nameOf(factory)).isEqualTo(Providers.OURS);
      witness.forget();
      try (EntityManager manager = factory.createEntityManager()) {
        assertThat(manager.createQuery("from Book", Book.class).getSingleResult().getTitle())
            .isEqualTo("Exile");
      }
      witness.onlyReplicasRan();
      witness.forget();
      factory.runInTransaction(m -> m.createQuery("from Book", Book.class).getSingleResult());
      witness.onlyThePrimaryRan();
    }
  }

  @Test
  void persistence_xml(@TempDir Path folder) throws IOException {
    String properties =
        Application.settings(cluster).entrySet().stream()
            .map(one -> "<property name='%s' value='%s'/>".formatted(one.getKey(), one.getValue()))
            .collect(Collectors.joining("\n"));
    Files.writeString(
        Files.createDirectory(folder.resolve("META-INF")).resolve("persistence.xml"),
        """
        <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.2">
          <persistence-unit name="library">
            <class>%s</class>
            <class>%s</class>
            <properties>%s</properties>
          </persistence-unit>
        </persistence>
        """
            .formatted(Author.class.getName(), Book.class.getName(), properties));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader classes = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(classes);
      splits(Persistence.createEntityManagerFactory("library"));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void jakarta_persistence_s_own_configuration() {
    splits(
        new HibernatePersistenceConfiguration("library")
            .properties(Application.settings(cluster))
            .managedClasses(Author.class, Book.class)
            .createEntityManagerFactory());
  }

  @Test
  void hibernate_properties(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("hibernate.properties");
    Files.writeString(
        file,
        """
        hibernate.connection.url = %s
        hibernate.connection.username = %s
        hibernate.connection.password = %s
        hibernate.split.replicas.r1.url = %s
        hibernate.split.consistency = eventual
        """
            .formatted(
                cluster.primary().jdbcUrl(),
                cluster.user(),
                cluster.password(),
                cluster.replica("r1").jdbcUrl()));
    splits(factory(new StandardServiceRegistryBuilder().loadProperties(file.toFile())));
  }

  @Test
  void a_native_service_registry() {
    splits(
        factory(new StandardServiceRegistryBuilder().applySettings(Application.settings(cluster))));
  }

  private static EntityManagerFactory factory(StandardServiceRegistryBuilder registry) {
    return new MetadataSources(registry.build())
        .addAnnotatedClasses(Author.class, Book.class)
        .buildMetadata()
        .buildSessionFactory();
  }

  @Test
  void a_native_configuration() {
    Properties properties = new Properties();
    properties.putAll(Application.settings(cluster));
    splits(
        new Configuration()
            .addProperties(properties)
            .addAnnotatedClasses(Author.class, Book.class)
            .buildSessionFactory());
  }

  @Test
  void a_data_source_of_a_framework_is_the_primary_and_stays_open() {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(cluster.primary().jdbcUrl());
      pool.setUsername(cluster.user());
      pool.setPassword(cluster.password());
      Map<String, Object> settings =
          Map.of(
              "jakarta.persistence.nonJtaDataSource",
              pool,
              "hibernate.split.replicas.r1.url",
              cluster.replica("r1").jdbcUrl(),
              "hibernate.split.consistency",
              "eventual");
      splits(
          new HibernatePersistenceConfiguration("library")
              .properties(settings)
              .managedClasses(Author.class, Book.class)
              .createEntityManagerFactory());
      assertThat(pool.isClosed()).isFalse();
    }
  }

  @Test
  void frameworks_that_look_for_a_data_source_find_the_primary_s() throws Exception {
    try (Application application = Application.start(cluster, Author.class, Book.class)) {
      ConnectionProvider provider = Providers.of(application.factory());
      assertThat(provider.isUnwrappableAs(DataSource.class)).isTrue();
      DataSource found = provider.unwrap(DataSource.class);
      try (var connection = found.getConnection()) {
        assertThat(connection.getMetaData().getURL()).isEqualTo(cluster.primary().jdbcUrl());
      }
    }
  }
}
