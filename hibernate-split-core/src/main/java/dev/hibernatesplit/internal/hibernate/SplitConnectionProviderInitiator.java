package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.SplitConfigurationException;
import dev.hibernatesplit.internal.Splitter;
import dev.hibernatesplit.internal.config.Configuration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.jdbc.connections.internal.ConnectionProviderInitiator;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.jndi.spi.JndiService;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Decides, when the settings are final, whose connection provider Hibernate gets.
 *
 * <p>Ours if there is any {@code hibernate.split.*} key; else Hibernate's own, untouched.
 */
final class SplitConnectionProviderInitiator
    implements StandardServiceInitiator<ConnectionProvider> {

  static final SplitConnectionProviderInitiator INSTANCE = new SplitConnectionProviderInitiator();

  /**
   * Where a DataSource stands after Hibernate has normalised the settings, whatever its key was.
   */
  private static final String DATASOURCE = "hibernate.connection.datasource";

  private SplitConnectionProviderInitiator() {}

  @Override
  public Class<ConnectionProvider> getServiceInitiated() {
    return ConnectionProvider.class;
  }

  @Override
  public @Nullable ConnectionProvider initiateService(
      Map<String, Object> settings, ServiceRegistryImplementor registry) {
    if (!Configuration.isPresent(settings)) {
      Configuration.redact(settings);
      return ConnectionProviderInitiator.INSTANCE.initiateService(settings, registry);
    }
    refuseWhatCannotBeSplit(settings, registry);
    Configuration configuration =
        Configuration.read(
            withDataSourceFound(settings, registry),
            registry.requireService(ClassLoaderService.class)::classForName);
    Configuration.redact(settings);
    return new SplitConnectionProvider(Splitter.start(configuration));
  }

  private static void refuseWhatCannotBeSplit(
      Map<String, Object> settings, ServiceRegistryImplementor registry) {
    List<String> problems = new ArrayList<>();
    Object provider = settings.get(JdbcSettings.CONNECTION_PROVIDER);
    if (provider != null) {
      problems.add(
          JdbcSettings.CONNECTION_PROVIDER
              + " = '"
              + provider
              + "': connections come from hibernate-split where hibernate.split.* is set. Remove the"
              + " one or the others.");
    }
    if (registry.requireService(TransactionCoordinatorBuilder.class).isJta()) {
      problems.add(
          "hibernate.transaction.coordinator_class = 'jta': JTA transactions are not split, since"
              + " nobody tells a connection where they begin and end. Use resource-local"
              + " transactions, or set hibernate.split.enabled = false.");
    }
    if (!problems.isEmpty()) {
      throw new SplitConfigurationException(problems);
    }
  }

  /** A DataSource may be named for JNDI to find. */
  private static Map<String, Object> withDataSourceFound(
      Map<String, Object> settings, ServiceRegistryImplementor registry) {
    if (!(settings.get(DATASOURCE) instanceof String name)) {
      return settings;
    }
    Map<String, Object> found = new HashMap<>(settings);
    found.put(DATASOURCE, registry.requireService(JndiService.class).locate(name));
    return found;
  }
}
