package dev.hibernatesplit.internal.hibernate.cache;

import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for entities, collections and natural ids: what was loaded is put only if the
 * guard admits it, before and after.
 */
abstract sealed class GuardedAccess<A extends CachedDomainDataAccess>
    implements CachedDomainDataAccess
    permits GuardedEntities, GuardedCollections, GuardedNaturalIds {

  final A provider;
  final Guard guard;

  GuardedAccess(A provider, Guard guard) {
    this.provider = provider;
    this.guard = guard;
  }

  @Override
  public boolean putFromLoad(
      SharedSessionContractImplementor session, Object key, Object value, Object version) {
    if (!guard.admits(session)) {
      return false;
    }
    guard.puts(key);
    return stays(session, key, provider.putFromLoad(session, key, value, version));
  }

  @Override
  public boolean putFromLoad(
      SharedSessionContractImplementor session,
      Object key,
      Object value,
      Object version,
      boolean minimalPutOverride) {
    if (!guard.admits(session)) {
      return false;
    }
    guard.puts(key);
    return stays(
        session, key, provider.putFromLoad(session, key, value, version, minimalPutOverride));
  }

  /**
   * A writer whose fence was raised meanwhile may have cleared the cache before the put; one whose
   * fence is not up yet has still to do so.
   */
  private boolean stays(SharedSessionContractImplementor session, Object key, boolean put) {
    if (put && !guard.admits(session)) {
      provider.evict(key);
      return false;
    }
    return put;
  }

  @Override
  public @Nullable Object get(SharedSessionContractImplementor session, Object key) {
    return guard.found(session, key, provider.get(session, key));
  }

  @Override
  public DomainDataRegion getRegion() {
    return provider.getRegion();
  }

  @Override
  public AccessType getAccessType() {
    return provider.getAccessType();
  }

  @Override
  public SoftLock lockItem(SharedSessionContractImplementor session, Object key, Object version) {
    return provider.lockItem(session, key, version);
  }

  @Override
  public void unlockItem(SharedSessionContractImplementor session, Object key, SoftLock lock) {
    provider.unlockItem(session, key, lock);
  }

  @Override
  public void remove(SharedSessionContractImplementor session, Object key) {
    provider.remove(session, key);
  }

  @Override
  public void removeAll(SharedSessionContractImplementor session) {
    provider.removeAll(session);
  }

  @Override
  public boolean contains(Object key) {
    return provider.contains(key);
  }

  @Override
  public SoftLock lockRegion() {
    return provider.lockRegion();
  }

  @Override
  public void unlockRegion(SoftLock lock) {
    provider.unlockRegion(lock);
  }

  @Override
  public void evict(Object key) {
    provider.evict(key);
  }

  @Override
  public void evictAll() {
    provider.evictAll();
  }
}
