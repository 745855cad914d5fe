package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.SplitConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/** Which settings of Hibernate's own can a split not live with? */
final class Conflicts {

  private Conflicts() {}

  static void refuse(Map<String, Object> settings, ServiceRegistryImplementor registry) {
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
}
