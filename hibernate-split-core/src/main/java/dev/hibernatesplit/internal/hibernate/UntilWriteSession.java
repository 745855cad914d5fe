package dev.hibernatesplit.internal.hibernate;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionStatus;

/**
 * A session whose transactions read from replicas until they do anything but read.
 *
 * <p>What writes is seen in SQL. What only means to is told by Hibernate: it brackets what it
 * prepares and runs itself, so that JDBC by hand is known by the missing bracket; flushes; and the
 * commit, in which it compares the versions of what was locked optimistically.
 */
final class UntilWriteSession extends SplitSession {

  private static final long serialVersionUID = 1L;

  private int inHibernate;
  private boolean meansToWrite;

  UntilWriteSession(SharedSessionContractImplementor session, TransactionCoordinator hibernates) {
    super(session, hibernates);
  }

  @Override
  public boolean onlyReads() {
    return inHibernate > 0 && !meansToWrite;
  }

  @Override
  public void writeBegins() {
    super.writeBegins();
    meansToWrite = true;
  }

  /** Flushes come by everything again and again; what is there already, they do not persist. */
  @Override
  void flushReaches(Object entity) {
    super.flushReaches(entity);
    meansToWrite = meansToWrite || !isPersistent(entity);
  }

  private boolean isPersistent(Object entity) {
    return HibernateProxy.extractLazyInitializer(entity) != null
        || session().getPersistenceContextInternal().isEntryFor(entity);
  }

  @Override
  public void transactionCompletion(boolean successful) {
    meansToWrite = false;
  }

  @Override
  public void jdbcPrepareStatementStart() {
    inHibernate++;
  }

  @Override
  public void jdbcPrepareStatementEnd() {
    inHibernate--;
  }

  @Override
  public void jdbcExecuteStatementStart() {
    inHibernate++;
  }

  @Override
  public void jdbcExecuteStatementEnd() {
    inHibernate--;
  }

  /** What a flush reads belongs to what it writes; one that finds nothing to do writes nothing. */
  @Override
  public void flushStart() {
    mayWrite();
  }

  @Override
  public void flushEnd(int entities, int collections) {
    writeEnds();
  }

  @Override
  public void partialFlushStart() {
    mayWrite();
  }

  @Override
  public void partialFlushEnd(int entities, int collections) {
    writeEnds();
  }

  @Override
  public TransactionDriver getTransactionDriverControl() {
    return new Driver(super.getTransactionDriverControl());
  }

  /** Hibernate's own, but that a commit means to write. */
  private final class Driver implements TransactionDriver {

    private final TransactionDriver hibernates;

    Driver(TransactionDriver hibernates) {
      this.hibernates = hibernates;
    }

    @Override
    public void begin() {
      hibernates.begin();
    }

    @Override
    public void commit() {
      meansToWrite = true;
      hibernates.commit();
    }

    @Override
    public void rollback() {
      hibernates.rollback();
    }

    @Override
    public TransactionStatus getStatus() {
      return hibernates.getStatus();
    }

    @Override
    public void markRollbackOnly() {
      hibernates.markRollbackOnly();
    }

    @Override
    public boolean isActive() {
      return hibernates.isActive();
    }

    @Override
    public boolean isActiveAndNoMarkedForRollback() {
      return hibernates.isActiveAndNoMarkedForRollback();
    }
  }
}
