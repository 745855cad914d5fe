package dev.hibernatesplit.testing.junit;

import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Leases a cluster for a class; JUnit closes the lease when it closes the class's store. */
final class ClusterExtension implements BeforeAllCallback, ParameterResolver {
  private static final Namespace OURS = Namespace.create(ClusterExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    PostgresCluster wish = context.getRequiredTestClass().getAnnotation(PostgresCluster.class);
    if (wish != null) {
      ClusterPool pool =
          context
              .getRoot()
              .getStore(OURS)
              .computeIfAbsent(ClusterPool.class, key -> new ClusterPool(), ClusterPool.class);
      context.getStore(OURS).put(Lease.class, pool.lease(Shape.of(wish), wish.reuse()));
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ReplicatedPostgres.class;
  }

  @Override
  public ReplicatedPostgres resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return cluster(context);
  }

  /** The cluster of the class. */
  static ReplicatedPostgres cluster(ExtensionContext context) {
    Lease lease = context.getStore(OURS).get(Lease.class, Lease.class);
    return Objects.requireNonNull(lease, "No @PostgresCluster on this class or around it")
        .cluster();
  }
}
