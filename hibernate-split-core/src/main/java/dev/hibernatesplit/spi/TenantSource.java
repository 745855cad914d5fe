package dev.hibernatesplit.spi;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows the tenants that no setting names, also those that come while the application runs. Named
 * by {@code hibernate.split.tenant_source}.
 *
 * <p>Asked when a connection for a tenant is needed and the tenant's pools are not open: once, even
 * if many ask for the tenant at that time. Implementations are thread-safe; they may take their
 * time, and may use a database, but not the tenant's own sessions.
 */
@FunctionalInterface
public interface TenantSource {

  /**
   * The settings that a factory of this tenant alone would have: {@code
   * hibernate.split.primary.url} or {@code jakarta.persistence.jdbc.url}, {@code
   * hibernate.split.replicas.<name>.url}, and what else is to differ from the settings of the
   * factory that this source is named in. For what it does not say, those hold, save where the
   * servers are.
   *
   * @param tenant the identifier; its text where it is not a text
   * @return null if there is no such tenant, which the application gets as an {@code SQLException}
   */
  @Nullable Map<String, ?> settings(String tenant);
}
