package dev.hibernatesplit.it.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.SplitConfigurationException;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.util.Map;
import org.hibernate.engine.jdbc.connections.internal.DataSourceConnectionProvider;
import org.hibernate.engine.jdbc.connections.internal.DriverManagerConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.AbstractMultiTenantConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Settings of Hibernate that a split cannot live with are refused, and say what to do. */
class ConflictsIT {

  private static ReplicatedPostgres cluster;

  @BeforeAll
  static void start() {
    cluster = ReplicatedPostgres.builder().replicas("r1").start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static void refuses(String key, Object value, String... words) {
    assertThatThrownBy(() -> Application.start(cluster, Map.of(key, value)).close())
        .rootCause()
        .isInstanceOf(SplitConfigurationException.class)
        .message()
        .contains("1 problem", key)
        .contains(words);
    await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("hibernate-split ")));
  }

  @Test
  void jta_is_refused() {
    refuses(
        "hibernate.transaction.coordinator_class",
        "jta",
        "JTA transactions are not split",
        "Use resource-local transactions",
        "hibernate.split.enabled = false");
  }

  @Test
  void a_connection_provider_of_the_user_s_is_refused() {
    refuses(
        "hibernate.connection.provider_class",
        DriverManagerConnectionProvider.class.getName(),
        DriverManagerConnectionProvider.class.getName(),
        "Remove the one or the others");
  }

  @Test
  void a_multi_tenant_connection_provider_of_the_user_s_is_refused() {
    refuses(
        "hibernate.multi_tenant_connection_provider",
        new Tenants(),
        "its connections are not split",
        "hibernate.split.tenants.<tenant>.<setting>",
        "hibernate.split.tenant_source",
        "hibernate.split.enabled = false");
  }

  /** An application's own, which would work: the refusal must not count on its failing. */
  static final class Tenants extends AbstractMultiTenantConnectionProvider<String> {
    private static final long serialVersionUID = 1L;

    private final transient DataSourceConnectionProvider one = provider();

    private static DataSourceConnectionProvider provider() {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(cluster.primary().jdbcUrl());
      source.setUser(cluster.user());
      source.setPassword(cluster.password());
      DataSourceConnectionProvider provider = new DataSourceConnectionProvider();
      provider.setDataSource(source);
      provider.configure(Map.of());
      return provider;
    }

    @Override
    protected ConnectionProvider getAnyConnectionProvider() {
      return one;
    }

    @Override
    protected ConnectionProvider selectConnectionProvider(String tenant) {
      return one;
    }
  }
}
