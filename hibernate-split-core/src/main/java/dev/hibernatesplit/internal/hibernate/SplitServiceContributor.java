package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.internal.config.Configuration;
import dev.hibernatesplit.internal.hibernate.cache.GuardedRegionsInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.service.spi.ServiceContributor;

/**
 * Puts our connection provider in the place of Hibernate's, if a setting asks for it.
 *
 * <p>Without any {@code hibernate.split.*} key the initiator hands over to Hibernate's own, and
 * nothing here changes anything.
 */
public final class SplitServiceContributor implements ServiceContributor {

  @Override
  public void contribute(StandardServiceRegistryBuilder builder) {
    builder.addInitiator(SplitConnectionProviderInitiator.INSTANCE);
    builder.addInitiator(SplitSessionsInitiator.INSTANCE);
    builder.addInitiator(TenantConnectionsInitiator.INSTANCE);
    builder.addInitiator(GuardedRegionsInitiator.INSTANCE);
    builder.addInitiator(LockingSelects.Initiator.INSTANCE);
    if (Configuration.isPresent(builder.getSettings())) {
      // Hibernate must tell us where a transaction begins; our connections cost nothing to begin
      // on.
      builder.applySetting(JdbcSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT, false);
    }
  }
}
