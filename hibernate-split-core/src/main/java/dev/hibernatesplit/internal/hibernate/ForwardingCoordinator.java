package dev.hibernatesplit.internal.hibernate;

import org.hibernate.jpa.spi.JpaCompliance;
import org.hibernate.resource.transaction.spi.IsolationDelegate;
import org.hibernate.resource.transaction.spi.SynchronizationRegistry;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.resource.transaction.spi.TransactionObserver;

/** A transaction coordinator that leaves everything to Hibernate's own. */
abstract class ForwardingCoordinator implements TransactionCoordinator {

  private final TransactionCoordinator hibernates;

  ForwardingCoordinator(TransactionCoordinator hibernates) {
    this.hibernates = hibernates;
  }

  @Override
  public TransactionCoordinatorBuilder getTransactionCoordinatorBuilder() {
    return hibernates.getTransactionCoordinatorBuilder();
  }

  @Override
  public TransactionDriver getTransactionDriverControl() {
    return hibernates.getTransactionDriverControl();
  }

  @Override
  public SynchronizationRegistry getLocalSynchronizations() {
    return hibernates.getLocalSynchronizations();
  }

  @Override
  public JpaCompliance getJpaCompliance() {
    return hibernates.getJpaCompliance();
  }

  @Override
  public void explicitJoin() {
    hibernates.explicitJoin();
  }

  @Override
  public boolean isJoined() {
    return hibernates.isJoined();
  }

  @Override
  public void pulse() {
    hibernates.pulse();
  }

  @Override
  public boolean isActive() {
    return hibernates.isActive();
  }

  @Override
  public IsolationDelegate createIsolationDelegate() {
    return hibernates.createIsolationDelegate();
  }

  @Override
  public void addObserver(TransactionObserver observer) {
    hibernates.addObserver(observer);
  }

  @Override
  public void removeObserver(TransactionObserver observer) {
    hibernates.removeObserver(observer);
  }

  @Override
  public void setTimeOut(int seconds) {
    hibernates.setTimeOut(seconds);
  }

  @Override
  public int getTimeOut() {
    return hibernates.getTimeOut();
  }

  @Override
  public boolean isTransactionActive() {
    return hibernates.isTransactionActive();
  }

  @Override
  public void invalidate() {
    hibernates.invalidate();
  }
}
