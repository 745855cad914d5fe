package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.internal.Splitter;
import dev.hibernatesplit.internal.config.Configuration;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.context.spi.MultiTenancy;
import org.hibernate.engine.jdbc.connections.internal.ConnectionProviderInitiator;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Decides, when the settings are final, whose connection provider Hibernate gets.
 *
 * <p>Ours if there is any {@code hibernate.split.*} key and no database a tenant; else Hibernate's
 * own, untouched.
 */
final class SplitConnectionProviderInitiator
    implements StandardServiceInitiator<ConnectionProvider> {

  static final SplitConnectionProviderInitiator INSTANCE = new SplitConnectionProviderInitiator();

  private SplitConnectionProviderInitiator() {}

  @Override
  public Class<ConnectionProvider> getServiceInitiated() {
    return ConnectionProvider.class;
  }

  @Override
  public @Nullable ConnectionProvider initiateService(
      Map<String, Object> settings, ServiceRegistryImplementor registry) {
    if (!Configuration.isPresent(settings) || MultiTenancy.isMultiTenancyEnabled(registry)) {
      Configuration.redact(settings);
      return ConnectionProviderInitiator.INSTANCE.initiateService(settings, registry);
    }
    Conflicts.refuse(settings, registry);
    Configuration configuration =
        Configuration.read(
            Jndi.withDataSourceFound(settings, registry),
            registry.requireService(ClassLoaderService.class)::classForName);
    Configuration.redact(settings);
    return new SplitConnectionProvider(Splitter.start(configuration));
  }
}
