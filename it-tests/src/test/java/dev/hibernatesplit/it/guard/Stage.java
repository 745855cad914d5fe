package dev.hibernatesplit.it.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernatesplit.Routing;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** A cluster of one replica that stands still while others write, and an application on it. */
final class Stage implements AutoCloseable {

  private final ReplicatedPostgres cluster;
  private final Application application;

  Stage(ReplicatedPostgres cluster, String staleWrite, Class<?>... entities) {
    this(cluster, staleWrite, Map.of(), entities);
  }

  Stage(
      ReplicatedPostgres cluster,
      String staleWrite,
      Map<String, Object> more,
      Class<?>... entities) {
    this.cluster = cluster;
    Map<String, Object> settings = new LinkedHashMap<>(more);
    settings.put("hibernate.split.stale_write", staleWrite);
    settings.put("hibernate.split.slow_start", "0s");
    settings.put("hibernate.hbm2ddl.auto", "create");
    this.application = Application.start(cluster, settings, entities);
  }

  Application application() {
    return application;
  }

  PostgresServer replica() {
    return cluster.replicas().get(0);
  }

  /** Persists, and lets the replica see it. */
  void given(Object... entities) {
    application.write(manager -> List.of(entities).forEach(manager::persist));
    cluster.awaitCatchUp();
  }

  /** From now on the replica sees nothing of what others do. */
  void meanwhile(Consumer<EntityManager> others) {
    replica().pauseReplay();
    application.write(others);
  }

  void resume() {
    replica().resumeReplay();
    cluster.awaitCatchUp();
  }

  /** Reads outside a transaction, and writes what was read in one of the same entity manager. */
  <T> void write(Function<EntityManager, T> read, Change<T> change) {
    EntityManager manager = application.factory().createEntityManager();
    try {
      T found = read.apply(manager);
      assertThat(application.journeys().last().decision().target()).isEqualTo(replica().name());
      write(manager, () -> change.make(manager, found));
    } finally {
      manager.close();
    }
  }

  static void write(EntityManager manager, Runnable change) {
    manager.getTransaction().begin();
    try {
      change.run();
      manager.flush();
      manager.getTransaction().commit();
    } finally {
      if (manager.getTransaction().isActive()) {
        manager.getTransaction().rollback();
      }
    }
  }

  /** A change of what was found. */
  interface Change<T> {
    void make(EntityManager manager, T found);
  }

  <T> OptimisticLockException refused(Function<EntityManager, T> read, Change<T> change) {
    OptimisticLockException refusal =
        catchThrowableOfType(OptimisticLockException.class, () -> write(read, change));
    assertThat(refusal).as("a stale write is refused").isNotNull();
    return refusal;
  }

  /** The same for an entity that is found by its id. */
  <E> OptimisticLockException refused(Class<E> type, Object id, Consumer<E> change) {
    return refused(manager -> manager.find(type, id), (manager, found) -> change.accept(found));
  }

  /** What the primary has. */
  <T> T now(Function<EntityManager, T> read) {
    return Routing.onPrimary(() -> application.outside(read));
  }

  /** What the primary has selected since it was last asked: what locks and compares among it. */
  List<String> selectedOnPrimary() {
    return ranOnPrimary().stream().filter(sql -> sql.startsWith("select")).toList();
  }

  /** What the primary ran since it was last asked. */
  List<String> ranOnPrimary() {
    List<String> ran = Servers.ran(cluster.primary());
    cluster.clearStatements();
    return ran;
  }

  void forget() {
    cluster.clearStatements();
    application.journeys().clear();
  }

  @Override
  public void close() {
    application.close();
  }
}
