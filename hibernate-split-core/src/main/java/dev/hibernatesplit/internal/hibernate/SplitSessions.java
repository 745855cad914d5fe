package dev.hibernatesplit.internal.hibernate;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.hibernate.resource.transaction.spi.DdlTransactionIsolator;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorOwner;
import org.hibernate.tool.schema.internal.exec.JdbcContext;

/**
 * Meets every new session where Hibernate has its transaction coordinator made.
 *
 * <p>A session that shares another's transaction shares its connection, too, and so its {@link
 * SplitSession}.
 *
 * @param hibernates what makes the coordinators
 * @param untilWrite whether reads of transactions that may write leave until they do
 */
record SplitSessions(TransactionCoordinatorBuilder hibernates, boolean untilWrite)
    implements TransactionCoordinatorBuilder {

  @Override
  public TransactionCoordinator buildTransactionCoordinator(
      TransactionCoordinatorOwner owner, Options options) {
    TransactionCoordinator made = hibernates.buildTransactionCoordinator(owner, options);
    if (!(options instanceof SharedSessionContractImplementor session)) {
      return made;
    }
    SplitSession ours =
        untilWrite ? new UntilWriteSession(session, made) : new SplitSession(session, made);
    session.getEventListenerManager().addListener(ours);
    return ours;
  }

  @Override
  public boolean isJta() {
    return hibernates.isJta();
  }

  @Override
  public PhysicalConnectionHandlingMode getDefaultConnectionHandlingMode() {
    return hibernates.getDefaultConnectionHandlingMode();
  }

  @Override
  public DdlTransactionIsolator buildDdlTransactionIsolator(JdbcContext context) {
    return hibernates.buildDdlTransactionIsolator(context);
  }
}
