package dev.hibernatesplit.it.applications;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernatesplit.it.Journeys;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.EntityManagerFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/** An application on its database: the same program, whatever its settings say. */
final class Deployment implements AutoCloseable {

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  private final Journeys journeys;

  private Deployment(
      Class<?> application,
      ReplicatedPostgres cluster,
      Map<String, Object> settings,
      Journeys journeys) {
    this.journeys = journeys;
    context.registerBean("dataSource", DataSource.class, () -> pool(cluster));
    context.registerBean(
        "entityManagerFactory",
        LocalContainerEntityManagerFactoryBean.class,
        () -> factory(application, settings));
    context.registerBean(
        "transactionManager",
        JpaTransactionManager.class,
        () -> new JpaTransactionManager(context.getBean(EntityManagerFactory.class)));
    context.register(application);
    context.refresh();
  }

  /** On the primary as if there were no other server: no setting of the library. */
  static Deployment onOne(Class<?> application, ReplicatedPostgres cluster) {
    return new Deployment(application, cluster, Map.of(), new Journeys());
  }

  /** On all servers: transactions read from replicas until they write. */
  static Deployment split(
      Class<?> application, ReplicatedPostgres cluster, Map<String, Object> more) {
    Journeys journeys = new Journeys();
    Map<String, Object> settings = new LinkedHashMap<>();
    for (PostgresServer replica : cluster.replicas()) {
      settings.put("hibernate.split.replicas." + replica.name() + ".url", replica.jdbcUrl());
    }
    settings.put("hibernate.split.transaction_reads", "until_write");
    settings.put("hibernate.split.listeners", journeys);
    settings.putAll(more);
    return new Deployment(application, cluster, settings, journeys);
  }

  private static DataSource pool(ReplicatedPostgres cluster) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(cluster.primary().jdbcUrl());
    pool.setUsername(cluster.user());
    pool.setPassword(cluster.password());
    return pool;
  }

  private LocalContainerEntityManagerFactoryBean factory(
      Class<?> application, Map<String, Object> settings) {
    LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
    factory.setDataSource(context.getBean(DataSource.class));
    factory.setPackagesToScan(application.getPackageName());
    factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
    factory.getJpaPropertyMap().putAll(settings);
    factory
        .getJpaPropertyMap()
        .put("jakarta.persistence.schema-generation.database.action", "drop-and-create");
    return factory;
  }

  ApplicationContext context() {
    return context;
  }

  Journeys journeys() {
    return journeys;
  }

  @Override
  public void close() {
    context.close();
  }
}
