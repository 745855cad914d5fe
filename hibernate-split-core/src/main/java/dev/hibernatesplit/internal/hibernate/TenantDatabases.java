package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.SplitConfigurationException;
import dev.hibernatesplit.internal.config.Configuration;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.engine.jdbc.connections.internal.MultiTenantConnectionProviderInitiator;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a database a tenant where a split is asked for.
 *
 * <p>With one, Hibernate asks no other connection provider, and the split would silently not be.
 */
final class TenantDatabases implements StandardServiceInitiator<MultiTenantConnectionProvider<?>> {

  static final TenantDatabases REFUSED = new TenantDatabases();

  private TenantDatabases() {}

  @Override
  public Class<MultiTenantConnectionProvider<?>> getServiceInitiated() {
    return MultiTenantConnectionProviderInitiator.INSTANCE.getServiceInitiated();
  }

  @Override
  public @Nullable MultiTenantConnectionProvider<?> initiateService(
      Map<String, Object> settings, ServiceRegistryImplementor registry) {
    MultiTenantConnectionProvider<?> provider =
        MultiTenantConnectionProviderInitiator.INSTANCE.initiateService(settings, registry);
    if (provider != null && Configuration.isPresent(settings)) {
      throw new SplitConfigurationException(
          List.of(
              MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER
                  + " is set: a database a tenant cannot be split yet. Remove it (tenants by schema"
                  + " or by discriminator are split), or set hibernate.split.enabled = false."));
    }
    return provider;
  }
}
