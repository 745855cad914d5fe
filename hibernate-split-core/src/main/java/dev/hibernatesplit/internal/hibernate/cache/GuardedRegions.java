package dev.hibernatesplit.internal.hibernate.cache;

import java.util.Map;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.cache.cfg.spi.DomainDataRegionBuildingContext;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.spi.CacheTransactionSynchronization;
import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.QueryResultsRegion;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.cache.spi.TimestampsRegion;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.service.spi.Configurable;
import org.hibernate.service.spi.ServiceRegistryAwareService;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.service.spi.Startable;

/**
 * A cache provider with the guard before its regions. What is written stays the provider's: locks,
 * removals, time stamps; and so does what a session keeps of its transaction, which providers cast.
 */
public final class GuardedRegions
    implements RegionFactory, ServiceRegistryAwareService, Configurable, Startable {

  private static final long serialVersionUID = 1L;

  private final transient RegionFactory provider;
  private final transient Guard guard = new Guard();

  GuardedRegions(RegionFactory provider) {
    this.provider = provider;
  }

  @Override
  public DomainDataRegion buildDomainDataRegion(
      DomainDataRegionConfig config, DomainDataRegionBuildingContext context) {
    return new GuardedDomainRegion(provider.buildDomainDataRegion(config, context), guard);
  }

  @Override
  public QueryResultsRegion buildQueryResultsRegion(
      String name, SessionFactoryImplementor sessionFactory) {
    return new GuardedQueryRegion(provider.buildQueryResultsRegion(name, sessionFactory), guard);
  }

  @Override
  public TimestampsRegion buildTimestampsRegion(
      String name, SessionFactoryImplementor sessionFactory) {
    return provider.buildTimestampsRegion(name, sessionFactory);
  }

  @Override
  public CacheTransactionSynchronization createTransactionContext(
      SharedSessionContractImplementor session) {
    return provider.createTransactionContext(session);
  }

  @Override
  public boolean isMinimalPutsEnabledByDefault() {
    return provider.isMinimalPutsEnabledByDefault();
  }

  @Override
  public AccessType getDefaultAccessType() {
    return provider.getDefaultAccessType();
  }

  @Override
  public String qualify(String regionName) {
    return provider.qualify(regionName);
  }

  @Override
  public long nextTimestamp() {
    return provider.nextTimestamp();
  }

  @Override
  public long getTimeout() {
    return provider.getTimeout();
  }

  // A service's life, which Hibernate leads the service that it was given through

  @Override
  public void injectServices(ServiceRegistryImplementor registry) {
    if (provider instanceof ServiceRegistryAwareService aware) {
      aware.injectServices(registry);
    }
  }

  @Override
  public void configure(Map<String, Object> settings) {
    if (provider instanceof Configurable configurable) {
      configurable.configure(settings);
    }
  }

  @Override
  public void start() {
    if (provider instanceof Startable startable) {
      startable.start();
    }
  }

  @Override
  public void start(SessionFactoryOptions options, Map<String, Object> settings) {
    provider.start(options, settings);
  }

  @Override
  public void stop() {
    provider.stop();
  }
}
