package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.internal.config.Configuration;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.resource.transaction.internal.TransactionCoordinatorBuilderInitiator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/** Sets {@link SplitSessions} before what Hibernate was told to use, if connections are split. */
final class SplitSessionsInitiator
    implements StandardServiceInitiator<TransactionCoordinatorBuilder> {

  static final SplitSessionsInitiator INSTANCE = new SplitSessionsInitiator();

  private SplitSessionsInitiator() {}

  @Override
  public Class<TransactionCoordinatorBuilder> getServiceInitiated() {
    return TransactionCoordinatorBuilder.class;
  }

  @Override
  public TransactionCoordinatorBuilder initiateService(
      Map<String, Object> settings, ServiceRegistryImplementor registry) {
    TransactionCoordinatorBuilder hibernates =
        TransactionCoordinatorBuilderInitiator.INSTANCE.initiateService(settings, registry);
    return Configuration.isPresent(settings)
        ? new SplitSessions(hibernates, Configuration.readsUntilWrite(settings))
        : hibernates;
  }
}
