package dev.hibernatesplit.it.tenants;

import static dev.hibernatesplit.it.tenants.Tenancy.outside;
import static dev.hibernatesplit.it.tenants.Tenancy.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.SplitConfigurationException;
import dev.hibernatesplit.annotation.PrimaryOnly;
import dev.hibernatesplit.annotation.ReplicaPreferred;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Pools;
import dev.hibernatesplit.spi.TenantSource;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whom does Hibernate ask before there is any session? */
class TenantStartIT {

  private static final String ANY = "hibernate.multi_tenant.datasource.identifier_for_any";

  private static ReplicatedPostgres cluster;

  @BeforeAll
  static void start() throws SQLException {
    cluster = ReplicatedPostgres.builder().replicas("r1").start();
    Tenancy.create(cluster, "acme");
    Tenancy.create(cluster, "bolt");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static Map<String, Object> bySource(Object... keysAndValues) {
    Map<String, Object> settings = Tenancy.shared(cluster);
    TenantSource source = tenant -> Tenancy.servers(cluster, "hibernate.split.", tenant);
    settings.put("hibernate.split.tenant_source", source);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      settings.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return settings;
  }

  private static void refuses(Map<String, Object> settings, Class<?> entity, String... words) {
    assertThatThrownBy(() -> Application.start(settings, entity).close())
        .hasStackTraceContaining(SplitConfigurationException.class.getName())
        .satisfies(
            e -> {
              for (String word : words) {
                assertThat(e).hasStackTraceContaining(word);
              }
            });
    assertThat(Pools.count()).isZero();
    await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("hibernate-split ")));
  }

  @Test
  void the_first_tenant_that_settings_name_answers_and_no_other_is_started() {
    Map<String, Object> settings = Tenancy.shared(cluster);
    settings.putAll(Tenancy.servers(cluster, "hibernate.split.tenants.acme.", "acme"));
    settings.putAll(Tenancy.servers(cluster, "hibernate.split.tenants.bolt.", "bolt"));
    try (Application application = Application.start(settings, Note.class)) {
      assertThat(Pools.count()).as("of acme").isEqualTo(2);
      outside(application, "bolt", Tenancy::texts);
      assertThat(Pools.count()).isEqualTo(4);
    }
  }

  @Test
  void schema_tools_work_on_the_tenant_that_is_named_for_it() {
    Map<String, Object> settings =
        bySource(ANY, "bolt", "jakarta.persistence.schema-generation.database.action", "create");
    try (Application application = Application.start(settings, Extra.class)) {
      write(application, "bolt", session -> session.find(Extra.class, 1));
      assertThatThrownBy(() -> write(application, "acme", session -> session.find(Extra.class, 1)))
          .hasStackTraceContaining("does not exist");
    }
  }

  /** A table that only schema tools make. */
  @Entity(name = "Extra")
  static class Extra {
    @Id private long id;
  }

  @Test
  void with_a_source_alone_a_tenant_must_be_named_or_no_database_be_asked() {
    refuses(
        bySource(),
        Note.class,
        "hibernate.split.tenant_source: No tenant is named",
        ANY,
        "hibernate.boot.allow_jdbc_metadata_access");
    Map<String, Object> unasked =
        bySource(
            "hibernate.boot.allow_jdbc_metadata_access", "false",
            "hibernate.dialect", "org.hibernate.dialect.PostgreSQLDialect");
    try (Application application = Application.start(unasked, Note.class)) {
      assertThat(Pools.count()).isZero();
      assertThat(outside(application, "acme", Tenancy::texts)).isEmpty();
      assertThat(application.journeys().last().decision().target()).isEqualTo("r1");
    }
  }

  @Test
  void a_tenant_that_is_to_answer_and_cannot_is_named_with_the_reason() {
    refuses(
        bySource(ANY, "nowhere"),
        Note.class,
        "Tenant 'nowhere' could not be started",
        "database \"nowhere\" does not exist",
        "Name another tenant in '" + ANY + "'");
  }

  @Test
  void annotations_that_contradict_each_other_fail_at_start_although_no_tenant_is_there() {
    refuses(
        bySource(
            "hibernate.boot.allow_jdbc_metadata_access", "false",
            "hibernate.dialect", "org.hibernate.dialect.PostgreSQLDialect"),
        Torn.class,
        "contradict each other");
  }

  /** Says two things at once. */
  @Entity(name = "Torn")
  @PrimaryOnly
  @ReplicaPreferred
  static class Torn {
    @Id private long id;
  }

  @Test
  void no_password_of_a_tenant_is_shown() {
    Map<String, Object> settings = Tenancy.shared(cluster);
    settings.putAll(Tenancy.servers(cluster, "hibernate.split.tenants.acme.", "acme"));
    settings.put("hibernate.split.tenants.acme.primary.user", cluster.user());
    settings.put("hibernate.split.tenants.acme.primary.password", cluster.password());
    settings.remove("jakarta.persistence.jdbc.password");
    try (Application application = Application.start(settings, Note.class)) {
      assertThat(application.factory().getProperties())
          .containsKey("hibernate.split.tenants.acme.primary.password");
      assertThat(application.factory().getProperties().toString())
          .doesNotContain(cluster.password());
    }
  }
}
