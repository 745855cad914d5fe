package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.internal.consistency.Guarantees;
import dev.hibernatesplit.internal.management.ManagementBean;
import dev.hibernatesplit.internal.management.TopologyManagement;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Finds what stands behind a factory. */
public final class SplitFactories {

  private SplitFactories() {}

  /**
   * The management of a factory's targets.
   *
   * @throws IllegalStateException if it does not split
   */
  public static SplitManagement management(EntityManagerFactory factory) {
    SplitConnectionProvider provider = provider(factory.unwrap(SessionFactoryImplementor.class));
    if (provider == null) {
      throw doesNotSplit();
    }
    return new TopologyManagement(provider.splitter().topology());
  }

  /**
   * The text of a token for what the caller of this thread, or else the process, has seen.
   *
   * @throws IllegalStateException if there is none to be had
   */
  public static String token(EntityManagerFactory factory) {
    return guarantees(factory.unwrap(SessionFactoryImplementor.class)).token();
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
      return guarantees(session.getFactory()).token(ours.memory());
    }
    throw doesNotSplit();
  }

  private static Guarantees guarantees(SessionFactoryImplementor factory) {
    SplitConnectionProvider provider = provider(factory);
    if (provider == null) {
      throw doesNotSplit();
    }
    return provider.splitter().connector().guarantees();
  }

  private static IllegalStateException doesNotSplit() {
    return new IllegalStateException(
        "This EntityManagerFactory does not split: no hibernate.split.* setting is given, or"
            + " hibernate.split.enabled = false.");
  }

  static @Nullable SplitConnectionProvider provider(SessionFactoryImplementor factory) {
    return factory.getServiceRegistry().getService(ConnectionProvider.class)
            instanceof SplitConnectionProvider ours
        ? ours
        : null;
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
              management(factory), name == null ? made.getUuid() : name, made.getUuid());
    }

    @Override
    public void sessionFactoryClosing(SessionFactory factory) {
      end.run();
    }
  }
}
