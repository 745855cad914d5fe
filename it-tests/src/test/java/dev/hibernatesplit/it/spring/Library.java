package dev.hibernatesplit.it.spring;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.function.Function;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A service whose methods differ in nothing but their annotations. */
class Library {

  @PersistenceContext private EntityManager manager;

  /** No transaction of its own. */
  public <T> T as(Function<EntityManager, T> work) {
    return work.apply(manager);
  }

  @Transactional(readOnly = true)
  public <T> T reading(Function<EntityManager, T> work) {
    return work.apply(manager);
  }

  @Transactional
  public <T> T writing(Function<EntityManager, T> work) {
    return work.apply(manager);
  }

  @Transactional(readOnly = true, propagation = Propagation.REQUIRES_NEW)
  public <T> T readingApart(Function<EntityManager, T> work) {
    return work.apply(manager);
  }

  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public <T> T writingApart(Function<EntityManager, T> work) {
    return work.apply(manager);
  }

  @Transactional(propagation = Propagation.NESTED)
  public <T> T nested(Function<EntityManager, T> work) {
    return work.apply(manager);
  }

  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public <T> T readingOneSnapshot(Function<EntityManager, T> work) {
    return work.apply(manager);
  }

  @Transactional(readOnly = true, isolation = Isolation.SERIALIZABLE)
  public <T> T readingSerially(Function<EntityManager, T> work) {
    return work.apply(manager);
  }

  @Transactional(readOnly = true, timeout = 2)
  public <T> T readingForTwoSeconds(Function<EntityManager, T> work) {
    return work.apply(manager);
  }
}
