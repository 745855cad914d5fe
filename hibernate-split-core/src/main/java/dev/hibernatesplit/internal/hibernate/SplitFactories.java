package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.internal.Splitter;
import dev.hibernatesplit.internal.connection.SplitDataSource;
import dev.hibernatesplit.internal.consistency.Guarantees;
import dev.hibernatesplit.internal.management.ManagementBean;
import dev.hibernatesplit.internal.statistics.Figures;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.service.Service;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.jspecify.annotations.Nullable;

/** Finds what stands behind a factory. */
public final class SplitFactories {

  private SplitFactories() {}

  /**
   * The management of a factory's targets.
   *
   * @throws IllegalStateException if it does not split, or has servers a tenant
   */
  public static SplitManagement management(EntityManagerFactory factory) {
    return shared(factory, "SplitManagement").management();
  }

  /**
   * The statistics of a factory's targets.
   *
   * @throws IllegalStateException if it does not split, or has servers a tenant
   */
  public static Figures statistics(EntityManagerFactory factory) {
    return shared(factory, "SplitStatistics").statistics();
  }

  /**
   * The statistics of a tenant's targets.
   *
   * @throws IllegalStateException if the factory has no servers a tenant, or those are not open
   */
  public static Figures statistics(EntityManagerFactory factory, Object tenant) {
    return ofTenant(factory, tenant, "SplitStatistics").statistics();
  }

  /**
   * The management of a tenant's targets.
   *
   * @throws IllegalStateException if the factory has no servers a tenant, or those are not open
   */
  public static SplitManagement management(EntityManagerFactory factory, Object tenant) {
    return ofTenant(factory, tenant, "SplitManagement").management();
  }

  private static Splitter shared(EntityManagerFactory factory, String what) {
    if (found(factory) instanceof SplitConnectionProvider provider) {
      return provider.splitter();
    }
    throw new IllegalStateException(
        "Each tenant of this EntityManagerFactory has targets of its own: use %s.of(factory, tenant)."
            .formatted(what));
  }

  private static Splitter ofTenant(EntityManagerFactory factory, Object tenant, String what) {
    if (found(factory) instanceof TenantConnections connections) {
      return connections.running(tenant.toString());
    }
    throw new IllegalStateException(
        "The tenants of this EntityManagerFactory share its targets: use %s.of(factory)."
            .formatted(what));
  }

  private static Splitting found(EntityManagerFactory factory) {
    Splitting splitting = splitting(factory.unwrap(SessionFactoryImplementor.class));
    if (splitting == null) {
      throw doesNotSplit();
    }
    return splitting;
  }

  static @Nullable Splitting splitting(SessionFactoryImplementor factory) {
    ServiceRegistryImplementor registry = factory.getServiceRegistry();
    Service aTenant = registry.getService(MultiTenantConnectionProvider.class);
    Service connections = aTenant == null ? registry.getService(ConnectionProvider.class) : aTenant;
    return connections instanceof Splitting ours ? ours : null;
  }

  /**
   * The text of a token for what the caller of this thread, or else the process, has seen.
   *
   * @throws IllegalStateException if there is none to be had
   */
  public static String token(EntityManagerFactory factory) {
    return guarantees(factory.unwrap(SessionFactoryImplementor.class), null).token();
  }

  /**
   * The text of a token for what a session has committed and seen.
   *
   * @throws IllegalStateException if there is none to be had
   */
  public static String token(EntityManager entityManager) {
    SharedSessionContractImplementor session =
        entityManager.unwrap(SharedSessionContractImplementor.class);
    if (session.getTransactionCoordinator() instanceof SplitSession ours) {
      return guarantees(session.getFactory(), session.getTenantIdentifierValue())
          .token(ours.memory());
    }
    throw doesNotSplit();
  }

  /**
   * Connections for code beside Hibernate, whose commits are known.
   *
   * @throws IllegalStateException if the factory does not split, or has servers a tenant
   */
  public static DataSource dataSource(EntityManagerFactory factory) {
    if (found(factory) instanceof SplitConnectionProvider provider) {
      return new SplitDataSource(provider.splitter().connector());
    }
    throw new IllegalStateException(
        "Each tenant of this EntityManagerFactory has a database of its own: use the tenant's.");
  }

  private static Guarantees guarantees(SessionFactoryImplementor factory, @Nullable Object tenant) {
    Splitting splitting = splitting(factory);
    if (splitting == null) {
      throw doesNotSplit();
    }
    return splitter(splitting, tenant).connector().guarantees();
  }

  /** What gives a factory's connections, or those of a tenant that has its own. */
  static Splitter splitter(Splitting splitting, @Nullable Object tenant) {
    if (splitting instanceof SplitConnectionProvider provider) {
      return provider.splitter();
    }
    if (splitting instanceof TenantConnections connections && tenant != null) {
      return connections.running(tenant.toString());
    }
    throw doesNotSplit();
  }

  private static IllegalStateException doesNotSplit() {
    return new IllegalStateException(
        "This EntityManagerFactory does not split: no hibernate.split.* setting is given, or"
            + " hibernate.split.enabled = false.");
  }

  /** Shows a factory's targets in JMX from when it is made until it closes. */
  static final class InJmx implements SessionFactoryObserver {
    private static final long serialVersionUID = 1L;

    private transient Runnable end = () -> {};

    @Override
    public void sessionFactoryCreated(SessionFactory factory) {
      SessionFactoryImplementor made = (SessionFactoryImplementor) factory;
      String name = made.getName();
      end =
          ManagementBean.register(
              management(factory),
              statistics(factory),
              name == null ? made.getUuid() : name,
              made.getUuid());
    }

    @Override
    public void sessionFactoryClosing(SessionFactory factory) {
      end.run();
    }
  }
}
