package dev.hibernatesplit.internal.hibernate;

import java.util.HashMap;
import java.util.Map;
import org.hibernate.engine.jndi.spi.JndiService;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/** Which DataSource does a name stand for? */
final class Jndi {

  /**
   * Where a DataSource stands after Hibernate has normalised the settings, whatever its key was.
   */
  private static final String DATASOURCE = "hibernate.connection.datasource";

  private Jndi() {}

  /** A DataSource may be named for JNDI to find. */
  static Map<String, Object> withDataSourceFound(
      Map<String, Object> settings, ServiceRegistryImplementor registry) {
    if (!(settings.get(DATASOURCE) instanceof String name)) {
      return settings;
    }
    Map<String, Object> found = new HashMap<>(settings);
    found.put(DATASOURCE, registry.requireService(JndiService.class).locate(name));
    return found;
  }
}
