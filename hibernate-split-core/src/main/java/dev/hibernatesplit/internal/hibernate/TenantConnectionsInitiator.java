package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.SplitConfigurationException;
import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.internal.config.Configuration;
import dev.hibernatesplit.internal.config.TenantsConfiguration;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.engine.jdbc.connections.internal.MultiTenantConnectionProviderInitiator;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.engine.jdbc.env.JdbcMetadataOnBoot;
import org.hibernate.engine.jdbc.env.internal.JdbcEnvironmentInitiator;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether there is a database a tenant, and whose.
 *
 * <p>Ours if a {@code hibernate.split.*} key speaks of tenants; one of the user's own beside a
 * split is refused, because Hibernate would ask no other connection provider, and the split would
 * silently not be.
 */
final class TenantConnectionsInitiator
    implements StandardServiceInitiator<MultiTenantConnectionProvider<?>> {

  static final TenantConnectionsInitiator INSTANCE = new TenantConnectionsInitiator();

  private TenantConnectionsInitiator() {}

  @Override
  public Class<MultiTenantConnectionProvider<?>> getServiceInitiated() {
    return MultiTenantConnectionProviderInitiator.INSTANCE.getServiceInitiated();
  }

  @Override
  public @Nullable MultiTenantConnectionProvider<?> initiateService(
      Map<String, Object> settings, ServiceRegistryImplementor registry) {
    MultiTenantConnectionProvider<?> foreign =
        MultiTenantConnectionProviderInitiator.INSTANCE.initiateService(settings, registry);
    if (!Configuration.isPresent(settings)) {
      return foreign;
    }
    if (foreign != null) {
      throw refusal();
    }
    return TenantsConfiguration.isPresent(settings) ? ours(settings, registry) : null;
  }

  private static SplitConfigurationException refusal() {
    return new SplitConfigurationException(
        List.of(
            MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER
                + " is set, or a bean of its type is there: its connections are not split. Remove"
                + " it and name the tenants in '"
                + SplitSettings.TENANT
                + "' or '"
                + SplitSettings.TENANT_SOURCE
                + "' (tenants by schema or by discriminator need neither), or set"
                + " hibernate.split.enabled = false."));
  }

  private static TenantConnections ours(
      Map<String, Object> settings, ServiceRegistryImplementor registry) {
    Conflicts.refuse(settings, registry);
    TenantsConfiguration tenants =
        TenantsConfiguration.read(
            Jndi.withDataSourceFound(settings, registry),
            registry.requireService(ClassLoaderService.class)::classForName);
    Object named = settings.get(MultiTenancySettings.TENANT_IDENTIFIER_TO_USE_FOR_ANY_KEY);
    String any = named == null ? first(tenants) : named.toString();
    Configuration.redact(settings);
    TenantConnections connections = new TenantConnections(tenants, any);
    if (JdbcEnvironmentInitiator.jdbcMetadataAccess(settings) != JdbcMetadataOnBoot.DISALLOW) {
      startAny(connections, any);
    }
    return connections;
  }

  private static @Nullable String first(TenantsConfiguration tenants) {
    return tenants.names().isEmpty() ? null : tenants.names().first();
  }

  /** Hibernate itself would only log what is wrong, and then miss the dialect. */
  private static void startAny(TenantConnections connections, @Nullable String any) {
    String remedy =
        "Name another tenant in '"
            + MultiTenancySettings.TENANT_IDENTIFIER_TO_USE_FOR_ANY_KEY
            + "', or set '"
            + JdbcSettings.ALLOW_METADATA_ON_BOOT
            + "' to false and '"
            + JdbcSettings.DIALECT
            + "', so that no database is asked at start.";
    try {
      connections.releaseAnyConnection(connections.getAnyConnection());
    } catch (SQLException e) {
      connections.stop();
      SplitConfigurationException problem =
          new SplitConfigurationException(
              List.of(
                  (any == null ? SplitSettings.TENANT_SOURCE : SplitSettings.TENANT)
                      + ": "
                      + e.getMessage()
                      + " "
                      + remedy));
      problem.initCause(e);
      throw problem;
    }
  }
}
