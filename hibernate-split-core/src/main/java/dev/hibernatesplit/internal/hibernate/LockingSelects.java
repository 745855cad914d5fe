package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.internal.config.Configuration;
import java.util.Map;
import org.hibernate.LockMode;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.engine.jdbc.internal.JdbcServicesImpl;
import org.hibernate.engine.jdbc.internal.JdbcServicesInitiator;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.hibernate.sql.exec.spi.JdbcSelect;
import org.hibernate.sql.exec.spi.JdbcSelectExecutor;
import org.hibernate.sql.results.spi.ResultsConsumer;
import org.hibernate.sql.results.spi.RowTransformer;

/**
 * Runs what Hibernate selects, and tells the session of what is to be locked.
 *
 * <p>Where a lock clause does not fit a query (DISTINCT, GROUP BY), Hibernate selects first, by a
 * text that is a plain read, and locks what it found by another: the first must be on the primary,
 * too. An optimistic lock is compared there in the end, and so is better read there.
 *
 * @param hibernates runs them
 */
record LockingSelects(JdbcSelectExecutor hibernates) implements JdbcSelectExecutor {

  @Override
  public <T, R> T executeQuery(
      JdbcSelect select,
      JdbcParameterBindings bindings,
      ExecutionContext context,
      RowTransformer<R> transformer,
      Class<R> type,
      StatementCreator creator,
      ResultsConsumer<T, R> consumer) {
    if (locks(select, context)
        && context.getSession().getTransactionCoordinator() instanceof SplitSession session) {
      session.writeBegins();
      try {
        return hibernates.executeQuery(
            select, bindings, context, transformer, type, creator, consumer);
      } finally {
        session.writeEnds();
      }
    }
    return hibernates.executeQuery(select, bindings, context, transformer, type, creator, consumer);
  }

  @SuppressWarnings("removal") // what takes its place, nothing says yet
  private static boolean locks(JdbcSelect select, ExecutionContext context) {
    org.hibernate.LockOptions asked = context.getQueryOptions().getLockOptions();
    return select.getLoadedValuesCollectorFactory() != null
        || (asked != null && asked.getLockMode().greaterThan(LockMode.READ));
  }

  /** Hibernate's own services, but for who runs selects. */
  private static final class Services extends JdbcServicesImpl {
    private static final long serialVersionUID = 1L;

    private final transient JdbcSelectExecutor executor =
        new LockingSelects(super.getJdbcSelectExecutor());

    @Override
    public JdbcSelectExecutor getJdbcSelectExecutor() {
      return executor;
    }
  }

  /** Needed only where reads of transactions that may write leave the primary. */
  static final class Initiator implements StandardServiceInitiator<JdbcServices> {

    static final Initiator INSTANCE = new Initiator();

    private Initiator() {}

    @Override
    public Class<JdbcServices> getServiceInitiated() {
      return JdbcServices.class;
    }

    @Override
    public JdbcServices initiateService(
        Map<String, Object> settings, ServiceRegistryImplementor registry) {
      return Configuration.readsUntilWrite(settings)
          ? new Services()
          : JdbcServicesInitiator.INSTANCE.initiateService(settings, registry);
    }
  }
}
