package dev.hibernatesplit.it.spring;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Book;
import dev.hibernatesplit.it.Journeys;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.EntityManagerFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** A Spring application on a cluster: an unchanged one, but for its settings. */
final class SpringApplication implements AutoCloseable {

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  private final Journeys journeys = new Journeys();

  @Configuration
  @EnableTransactionManagement(proxyTargetClass = true)
  static class Transactions {}

  @Configuration
  @EnableJpaRepositories
  static class Repositories {}

  private SpringApplication(
      DataSource dataSource, Map<String, Object> settings, Class<?>... parts) {
    if (dataSource != null) {
      context.registerBean("dataSource", DataSource.class, () -> dataSource);
    }
    context.registerBean(
        "entityManagerFactory",
        LocalContainerEntityManagerFactoryBean.class,
        () -> factory(dataSource, settings));
    context.registerBean(
        "transactionManager",
        JpaTransactionManager.class,
        () -> new JpaTransactionManager(context.getBean(EntityManagerFactory.class)));
    context.register(Transactions.class, Library.class);
    if (parts.length > 0) {
      context.register(parts);
    }
    context.refresh();
  }

  static SpringApplication start(ReplicatedPostgres cluster, Shape shape) {
    return start(cluster, shape, Map.of());
  }

  static SpringApplication start(
      ReplicatedPostgres cluster, Shape shape, Map<String, Object> more) {
    return start(cluster, shape, more, pool -> {});
  }

  /**
   * @param pool what is special about the application's own DataSource, if it has one
   */
  static SpringApplication start(
      ReplicatedPostgres cluster,
      Shape shape,
      Map<String, Object> more,
      Consumer<HikariDataSource> pool) {
    DataSource dataSource = shape.dataSource(cluster);
    if (dataSource instanceof HikariDataSource hikari) {
      pool.accept(hikari);
    }
    return new SpringApplication(dataSource, settings(cluster, shape, more));
  }

  /** One with Spring Data's repositories of this package. */
  static SpringApplication withRepositories(
      ReplicatedPostgres cluster, Shape shape, Map<String, Object> more) {
    return new SpringApplication(
        shape.dataSource(cluster), settings(cluster, shape, more), Repositories.class);
  }

  private static Map<String, Object> settings(
      ReplicatedPostgres cluster, Shape shape, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(shape.settings(cluster));
    for (PostgresServer replica : cluster.replicas()) {
      settings.put("hibernate.split.replicas." + replica.name() + ".url", replica.jdbcUrl());
    }
    settings.put("jakarta.persistence.schema-generation.database.action", "drop-and-create");
    settings.put("hibernate.split.consistency", "eventual"); // few tests are about it
    settings.putAll(more);
    return settings;
  }

  private LocalContainerEntityManagerFactoryBean factory(
      DataSource dataSource, Map<String, Object> settings) {
    LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
    factory.setDataSource(dataSource);
    factory.setManagedTypes(
        PersistenceManagedTypes.of(Author.class.getName(), Book.class.getName()));
    factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
    factory.getJpaPropertyMap().putAll(settings);
    factory.getJpaPropertyMap().put("hibernate.split.listeners", journeys);
    return factory;
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  Library library() {
    return bean(Library.class);
  }

  EntityManagerFactory factory() {
    return bean(EntityManagerFactory.class);
  }

  Journeys journeys() {
    return journeys;
  }

  /** Closes the DataSource, too: it is a bean, so Spring does. */
  @Override
  public void close() {
    context.close();
  }
}
