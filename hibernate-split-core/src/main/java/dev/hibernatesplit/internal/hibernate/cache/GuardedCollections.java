package dev.hibernatesplit.internal.hibernate.cache;

import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.collection.CollectionPersister;

/** The guard before cached collections. */
final class GuardedCollections extends GuardedAccess<CollectionDataAccess>
    implements CollectionDataAccess {

  GuardedCollections(CollectionDataAccess provider, Guard guard) {
    super(provider, guard);
  }

  @Override
  public Object generateCacheKey(
      Object id,
      CollectionPersister collectionDescriptor,
      SessionFactoryImplementor factory,
      String tenantIdentifier) {
    return provider.generateCacheKey(id, collectionDescriptor, factory, tenantIdentifier);
  }

  @Override
  public Object getCacheKeyId(Object cacheKey) {
    return provider.getCacheKeyId(cacheKey);
  }
}
