package dev.hibernatesplit.it.untilwrite;

import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.RollbackException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.hibernate.Session;

/** Transactions that read until they write, where replicas stand still while others write. */
final class Units implements AutoCloseable {

  private static final AtomicLong IDS = new AtomicLong(10_000);

  private final ReplicatedPostgres cluster;
  private final Application application;

  Units(ReplicatedPostgres cluster, Application application) {
    this.cluster = cluster;
    this.application = application;
  }

  Units(ReplicatedPostgres cluster) {
    this(cluster, Application.start(cluster, settings(), Papers.ALL));
  }

  static Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("jakarta.persistence.schema-generation.database.action", "create");
    settings.put("hibernate.split.transaction_reads", "until_write");
    return settings;
  }

  Application application() {
    return application;
  }

  static long id() {
    return IDS.incrementAndGet();
  }

  /** Persists, and lets the replicas see it. */
  void given(Object... entities) {
    application.write(manager -> List.of(entities).forEach(manager::persist));
    cluster.awaitCatchUp();
  }

  /** Others change what the primary has; from now on no replica sees anything of it. */
  void others(String sql) {
    cluster.replicas().forEach(replica -> replica.pauseReplay());
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A number that the primary has. */
  long onPrimary(String sql) {
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void resume() {
    cluster.replicas().forEach(replica -> replica.resumeReplay());
    cluster.awaitCatchUp();
  }

  /** What a transaction finds out, or the name of what it fails with. */
  Object unit(Off off, Function<EntityManager, Object> work) {
    return application.outside(
        manager -> off.during(manager.unwrap(Session.class), () -> inTransaction(manager, work)));
  }

  private static Object inTransaction(EntityManager manager, Function<EntityManager, Object> work) {
    manager.getTransaction().begin();
    try {
      Object found = work.apply(manager);
      manager.getTransaction().commit();
      return found;
    } catch (RuntimeException e) {
      if (manager.getTransaction().isActive()) {
        manager.getTransaction().rollback();
      }
      Throwable told = e instanceof RollbackException ? e.getCause() : e;
      return told.getClass().getSimpleName();
    }
  }

  @Override
  public void close() {
    application.close();
  }
}
