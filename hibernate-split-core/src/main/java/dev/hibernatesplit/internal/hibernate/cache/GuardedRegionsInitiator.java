package dev.hibernatesplit.internal.hibernate.cache;

import dev.hibernatesplit.internal.config.Configuration;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.cache.internal.NoCachingRegionFactory;
import org.hibernate.cache.internal.RegionFactoryInitiator;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/**
 * Sets the guard before whatever cache Hibernate was told to use, if connections are split. Where
 * there is no cache, Hibernate's own stand-in stays, since Hibernate knows it by its class.
 */
public final class GuardedRegionsInitiator implements StandardServiceInitiator<RegionFactory> {

  public static final GuardedRegionsInitiator INSTANCE = new GuardedRegionsInitiator();

  private GuardedRegionsInitiator() {}

  @Override
  public Class<RegionFactory> getServiceInitiated() {
    return RegionFactory.class;
  }

  @Override
  public RegionFactory initiateService(
      Map<String, Object> settings, ServiceRegistryImplementor registry) {
    RegionFactory asked = RegionFactoryInitiator.INSTANCE.initiateService(settings, registry);
    boolean none = asked == null || asked instanceof NoCachingRegionFactory;
    return none || !Configuration.isPresent(settings) ? asked : new GuardedRegions(asked);
  }
}
