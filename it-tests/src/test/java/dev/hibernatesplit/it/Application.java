package dev.hibernatesplit.it;

import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** A JPA application on a cluster: an unchanged one, but for its settings. */
public final class Application implements AutoCloseable {

  private final EntityManagerFactory factory;
  private final Journeys journeys;

  private Application(EntityManagerFactory factory, Journeys journeys) {
    this.factory = factory;
    this.journeys = journeys;
  }

  /**
   * Settings that name a cluster's primary and all its replicas. Reads see whatever a replica has:
   * what they must see is the subject of few tests, which say so.
   */
  public static Map<String, Object> settings(ReplicatedPostgres cluster) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("jakarta.persistence.jdbc.url", cluster.primary().jdbcUrl());
    settings.put("jakarta.persistence.jdbc.user", cluster.user());
    settings.put("jakarta.persistence.jdbc.password", cluster.password());
    for (PostgresServer replica : cluster.replicas()) {
      settings.put("hibernate.split.replicas." + replica.name() + ".url", replica.jdbcUrl());
    }
    settings.put("hibernate.split.consistency", "eventual");
    return settings;
  }

  public static Application start(ReplicatedPostgres cluster, Class<?>... entities) {
    return start(cluster, Map.of(), entities);
  }

  public static Application start(
      ReplicatedPostgres cluster, Map<String, Object> more, Class<?>... entities) {
    Map<String, Object> settings = settings(cluster);
    settings.putAll(more);
    return start(settings, entities);
  }

  public static Application start(Map<String, Object> settings, Class<?>... entities) {
    Journeys journeys = new Journeys();
    return start(settings, journeys, journeys, entities);
  }

  /** One whose journeys nobody remembers, for very many. */
  public static Application start(
      Map<String, Object> settings, SplitListener listener, Class<?>... entities) {
    return start(settings, listener, new Journeys(), entities);
  }

  private static Application start(
      Map<String, Object> settings,
      SplitListener listener,
      Journeys journeys,
      Class<?>... entities) {
    HibernatePersistenceConfiguration configuration =
        new HibernatePersistenceConfiguration("application");
    configuration.properties(settings);
    configuration.property("hibernate.split.listeners", listener);
    configuration.managedClasses(entities);
    return new Application(configuration.createEntityManagerFactory(), journeys);
  }

  /** One around a factory that was made in a way of its own, with these journeys to listen. */
  public static Application of(EntityManagerFactory factory, Journeys journeys) {
    return new Application(factory, journeys);
  }

  public EntityManagerFactory factory() {
    return factory;
  }

  public SessionFactory sessionFactory() {
    return factory.unwrap(SessionFactory.class);
  }

  public Journeys journeys() {
    return journeys;
  }

  /** Reads or does something outside a transaction. */
  public <T> T outside(Function<EntityManager, T> work) {
    EntityManager manager = factory.createEntityManager();
    try {
      return work.apply(manager);
    } finally {
      manager.close();
    }
  }

  /** Does something in a read-write transaction. */
  public void write(Consumer<EntityManager> work) {
    writing(
        manager -> {
          work.accept(manager);
          return true;
        });
  }

  /** Finds something out in a read-write transaction. */
  public <T> T writing(Function<EntityManager, T> work) {
    return factory.callInTransaction(work);
  }

  /** Reads in a transaction whose connection was declared read-only, as Spring does it. */
  public <T> T readOnly(Function<EntityManager, T> work) {
    return outside(
        manager -> {
          Session session = manager.unwrap(Session.class);
          session.beginTransaction();
          session.doWork(connection -> connection.setReadOnly(true));
          try {
            T result = work.apply(manager);
            session.getTransaction().commit();
            return result;
          } catch (RuntimeException e) {
            session.getTransaction().rollback();
            throw e;
          }
        });
  }

  /** Works on the connection of a session, outside a transaction. */
  public <T> T onConnection(Work<T> work) {
    return outside(manager -> manager.unwrap(Session.class).doReturningWork(work::on));
  }

  /** Works on the connection of a session, in a read-only transaction at an isolation. */
  public <T> T readOnly(int isolation, Work<T> work) {
    return onConnection(
        connection -> {
          connection.setReadOnly(true);
          connection.setTransactionIsolation(isolation);
          connection.setAutoCommit(false);
          T result = work.on(connection);
          connection.commit();
          return result;
        });
  }

  /** Work on a connection. */
  @FunctionalInterface
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  @Override
  public void close() {
    factory.close();
  }
}
