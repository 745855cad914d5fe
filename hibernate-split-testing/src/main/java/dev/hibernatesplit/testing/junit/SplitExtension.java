package dev.hibernatesplit.testing.junit;

import dev.hibernatesplit.testing.simulated.SimulatedPostgres;
import dev.hibernatesplit.testing.split.SplitCluster;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a class its cluster and its application, and each of its tests both as new. */
final class SplitExtension implements AfterAllCallback, BeforeEachCallback, ParameterResolver {

  private static final Namespace OURS = Namespace.create(SplitExtension.class);

  @Override
  public void beforeEach(ExtensionContext context) {
    world(context).reset();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == SplitCluster.class
        || type == EntityManagerFactory.class
        || type == SimulatedPostgres.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    World world = world(context);
    return parameter.getParameter().getType() == EntityManagerFactory.class
        ? world.application()
        : world.cluster();
  }

  /** That of the outermost class that says what it wants, made at the first ask. */
  private static World world(ExtensionContext context) {
    return annotated(context)
        .getStore(OURS)
        .computeIfAbsent(World.class, key -> made(annotated(context)), World.class);
  }

  private static ExtensionContext annotated(ExtensionContext context) {
    ExtensionContext annotated = null;
    for (ExtensionContext at = context; at != null; at = at.getParent().orElse(null)) {
      if (at.getElement().filter(Class.class::isInstance).isPresent() && says(at)) {
        annotated = at;
      }
    }
    if (annotated == null) {
      throw new IllegalStateException(
          "A class with @SplitApplication needs @SimulatedCluster or @PostgresCluster");
    }
    return annotated;
  }

  private static boolean says(ExtensionContext context) {
    Class<?> test = context.getRequiredTestClass();
    return test.isAnnotationPresent(SimulatedCluster.class)
        || test.isAnnotationPresent(PostgresCluster.class);
  }

  private static World made(ExtensionContext context) {
    Class<?> test = context.getRequiredTestClass();
    SimulatedCluster simulated = test.getAnnotation(SimulatedCluster.class);
    SplitCluster cluster =
        simulated == null
            ? SplitCluster.on(ClusterExtension.cluster(context))
            : SimulatedPostgres.start(simulated.replicas());
    return new World(cluster, test.getAnnotation(SplitApplication.class));
  }

  /** Before the class gives back a cluster that is not its own. */
  @Override
  public void afterAll(ExtensionContext context) {
    World world = context.getStore(OURS).remove(World.class, World.class);
    if (world != null) {
      world.close();
    }
  }
}
