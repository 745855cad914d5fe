package dev.hibernatesplit.internal.hibernate.cache;

import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** The guard before cached entities. */
final class GuardedEntities extends GuardedAccess<EntityDataAccess> implements EntityDataAccess {

  GuardedEntities(EntityDataAccess provider, Guard guard) {
    super(provider, guard);
  }

  @Override
  public Object generateCacheKey(
      Object id,
      EntityPersister rootEntityDescriptor,
      SessionFactoryImplementor factory,
      String tenantIdentifier) {
    return provider.generateCacheKey(id, rootEntityDescriptor, factory, tenantIdentifier);
  }

  @Override
  public Object getCacheKeyId(Object cacheKey) {
    return provider.getCacheKeyId(cacheKey);
  }

  @Override
  public boolean insert(
      SharedSessionContractImplementor session, Object key, Object value, Object version) {
    guard.puts(key);
    return provider.insert(session, key, value, version);
  }

  @Override
  public boolean afterInsert(
      SharedSessionContractImplementor session, Object key, Object value, Object version) {
    guard.puts(key);
    return provider.afterInsert(session, key, value, version);
  }

  @Override
  public boolean update(
      SharedSessionContractImplementor session,
      Object key,
      Object value,
      Object currentVersion,
      Object previousVersion) {
    guard.puts(key);
    return provider.update(session, key, value, currentVersion, previousVersion);
  }

  @Override
  public boolean afterUpdate(
      SharedSessionContractImplementor session,
      Object key,
      Object value,
      Object currentVersion,
      Object previousVersion,
      SoftLock lock) {
    guard.puts(key);
    return provider.afterUpdate(session, key, value, currentVersion, previousVersion, lock);
  }
}
