package dev.hibernatesplit.it.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.cache.cfg.spi.DomainDataRegionBuildingContext;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.support.DomainDataRegionImpl;
import org.hibernate.cache.spi.support.DomainDataStorageAccess;
import org.hibernate.cache.spi.support.RegionFactoryTemplate;
import org.hibernate.cache.spi.support.StorageAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** A cache provider of maps, with Hibernate's own strategies, the transactional among them. */
final class MapRegions extends RegionFactoryTemplate {

  private static final long serialVersionUID = 1L;

  private final transient AtomicReference<Runnable> beforePut = new AtomicReference<>();

  /** Something that happens once, before the next that was loaded is put. */
  void beforePut(Runnable work) {
    beforePut.set(work);
  }

  @Override
  protected void prepareForUse(SessionFactoryOptions options, Map<String, Object> settings) {
    // maps need nothing
  }

  @Override
  protected void releaseFromUse() {
    // nor this
  }

  @Override
  public DomainDataRegion buildDomainDataRegion(
      DomainDataRegionConfig config, DomainDataRegionBuildingContext context) {
    return new DomainDataRegionImpl(
        config, this, new Entries(), getImplicitCacheKeysFactory(), context);
  }

  @Override
  protected StorageAccess createQueryResultsRegionStorageAccess(
      String name, SessionFactoryImplementor sessionFactory) {
    return new Entries();
  }

  @Override
  protected StorageAccess createTimestampsRegionStorageAccess(
      String name, SessionFactoryImplementor sessionFactory) {
    return new Entries();
  }

  private final class Entries implements DomainDataStorageAccess {

    private final Map<Object, Object> entries = new ConcurrentHashMap<>();

    @Override
    public Object getFromCache(Object key, SharedSessionContractImplementor session) {
      return entries.get(key);
    }

    @Override
    public void putIntoCache(Object key, Object value, SharedSessionContractImplementor session) {
      entries.put(key, value);
    }

    @Override
    public void putFromLoad(Object key, Object value, SharedSessionContractImplementor session) {
      Runnable work = beforePut.getAndSet(null);
      if (work != null) {
        work.run();
      }
      entries.put(key, value);
    }

    @Override
    public boolean contains(Object key) {
      return entries.containsKey(key);
    }

    @Override
    public void evictData() {
      entries.clear();
    }

    @Override
    public void evictData(Object key) {
      entries.remove(key);
    }

    @Override
    public void release() {
      entries.clear();
    }
  }
}
