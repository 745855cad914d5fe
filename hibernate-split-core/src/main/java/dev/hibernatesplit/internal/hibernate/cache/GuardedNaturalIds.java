package dev.hibernatesplit.internal.hibernate.cache;

import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** The guard before cached natural ids. */
final class GuardedNaturalIds extends GuardedAccess<NaturalIdDataAccess>
    implements NaturalIdDataAccess {

  GuardedNaturalIds(NaturalIdDataAccess provider, Guard guard) {
    super(provider, guard);
  }

  @Override
  public Object generateCacheKey(
      Object naturalIdValues,
      EntityPersister rootEntityDescriptor,
      SharedSessionContractImplementor session) {
    return provider.generateCacheKey(naturalIdValues, rootEntityDescriptor, session);
  }

  @Override
  public Object getNaturalIdValues(Object cacheKey) {
    return provider.getNaturalIdValues(cacheKey);
  }

  @Override
  public boolean insert(SharedSessionContractImplementor session, Object key, Object value) {
    guard.puts(key);
    return provider.insert(session, key, value);
  }

  @Override
  public boolean afterInsert(SharedSessionContractImplementor session, Object key, Object value) {
    guard.puts(key);
    return provider.afterInsert(session, key, value);
  }

  @Override
  public boolean update(SharedSessionContractImplementor session, Object key, Object value) {
    guard.puts(key);
    return provider.update(session, key, value);
  }

  @Override
  public boolean afterUpdate(
      SharedSessionContractImplementor session, Object key, Object value, SoftLock lock) {
    guard.puts(key);
    return provider.afterUpdate(session, key, value, lock);
  }
}
