package dev.hibernatesplit.testing.junit;

import dev.hibernatesplit.testing.split.SplitCluster;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import org.jspecify.annotations.Nullable;

/** The cluster of a class, and the application on it, if it is to have one. For one thread. */
final class World implements AutoCloseable {

  private static final String CREATE = "jakarta.persistence.schema-generation.database.action";

  private final SplitCluster cluster;
  private final @Nullable SplitApplication wish;
  private @Nullable EntityManagerFactory application;

  World(SplitCluster cluster, @Nullable SplitApplication wish) {
    this.cluster = cluster;
    this.wish = wish;
  }

  SplitCluster cluster() {
    return cluster;
  }

  /** Started at the first ask. */
  EntityManagerFactory application() {
    if (wish == null) {
      throw new IllegalStateException("No @SplitApplication on this class or around it");
    }
    if (application == null) {
      application = start(wish);
    }
    return application;
  }

  private EntityManagerFactory start(SplitApplication wished) {
    PersistenceConfiguration configuration = new PersistenceConfiguration("application");
    configuration.properties(cluster.settings());
    configuration.property(CREATE, "drop-and-create");
    for (Class<?> entity : wished.value()) {
      configuration.managedClass(entity);
    }
    for (String line : wished.settings()) {
      int equals = line.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "@SplitApplication settings '" + line + "': write it as 'name=value'");
      }
      configuration.property(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }
    return configuration.createEntityManagerFactory();
  }

  /** As new for a test. */
  void reset() {
    if (wish != null) {
      application();
    }
    cluster.reset();
  }

  @Override
  public void close() {
    if (application != null) {
      application.close();
    }
    cluster.close();
  }
}
