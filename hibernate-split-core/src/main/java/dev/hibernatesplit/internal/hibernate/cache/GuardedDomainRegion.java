package dev.hibernatesplit.internal.hibernate.cache;

import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.metamodel.model.domain.NavigableRole;

/** The guard before a region of entities, collections and natural ids. */
final class GuardedDomainRegion extends GuardedRegion<DomainDataRegion>
    implements DomainDataRegion {

  GuardedDomainRegion(DomainDataRegion provider, Guard guard) {
    super(provider, guard);
  }

  @Override
  public EntityDataAccess getEntityDataAccess(NavigableRole rootEntityRole) {
    return new GuardedEntities(provider.getEntityDataAccess(rootEntityRole), guard);
  }

  @Override
  public NaturalIdDataAccess getNaturalIdDataAccess(NavigableRole rootEntityRole) {
    return new GuardedNaturalIds(provider.getNaturalIdDataAccess(rootEntityRole), guard);
  }

  @Override
  public CollectionDataAccess getCollectionDataAccess(NavigableRole collectionRole) {
    return new GuardedCollections(provider.getCollectionDataAccess(collectionRole), guard);
  }
}
