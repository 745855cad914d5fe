package dev.hibernatesplit.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.SplitConfigurationException;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.TenantSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class TenantsConfigurationTest {

  private static final String ACME = "hibernate.split.tenants.acme.";

  static final class Registry implements TenantSource {
    @Override
    public @Nullable Map<String, ?> settings(String tenant) {
      return tenant.equals("nobody") ? null : place("hibernate.split.", tenant);
    }
  }

  static final class Listener implements SplitListener {}

  private static Map<String, Object> place(String prefix, String database) {
    return Asked.only(
        prefix + "primary.url", "jdbc:postgresql://primary:5432/" + database,
        prefix + "replicas.r1.url", "jdbc:postgresql://replica:5432/" + database);
  }

  /** A tenant, acme, what else is asked for. */
  private static Map<String, Object> acme(Object... keysAndValues) {
    Map<String, Object> settings = place(ACME, "acme");
    settings.put("jakarta.persistence.jdbc.user", "app");
    settings.put("jakarta.persistence.jdbc.password", "pw");
    settings.putAll(Asked.only(keysAndValues));
    return settings;
  }

  private static TenantsConfiguration read(Map<String, ?> settings) {
    return TenantsConfiguration.read(settings, TenantsConfigurationTest::load);
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Configuration tenant(Map<String, ?> settings, String name) {
    return Objects.requireNonNull(read(settings).tenant(name));
  }

  private static List<String> problems(Map<String, ?> settings) {
    try {
      read(settings);
      return List.of();
    } catch (SplitConfigurationException e) {
      return e.problems();
    }
  }

  private static Source.Url url(TargetConfiguration target) {
    return (Source.Url) target.source();
  }

  @Test
  void reads_until_a_write_may_be_what_one_tenant_asks_for() {
    assertThat(Configuration.readsUntilWrite(acme())).isFalse();
    assertThat(Configuration.readsUntilWrite(acme(ACME + "transaction_reads", "primary")))
        .isFalse();
    assertThat(Configuration.readsUntilWrite(acme(ACME + "transaction_reads", "until_write")))
        .isTrue();
    assertThat(Configuration.readsUntilWrite(acme("hibernate.split.tenant_source", new Registry())))
        .as("who knows what it says of its tenants")
        .isTrue();
    assertThat(
            Configuration.readsUntilWrite(
                Asked.usual("hibernate.split.transaction_reads", " Until_Write ")))
        .isTrue();
  }

  @Test
  void a_database_a_tenant_is_wanted_if_a_key_speaks_of_tenants() {
    assertThat(TenantsConfiguration.isPresent(acme())).isTrue();
    assertThat(TenantsConfiguration.isPresent(Asked.only("hibernate.split.tenant_source", "x")))
        .isTrue();
    assertThat(TenantsConfiguration.isPresent(Asked.usual())).isFalse();
    assertThat(TenantsConfiguration.isPresent(acme("hibernate.split.enabled", "false"))).isFalse();
  }

  @Test
  void a_tenant_has_its_own_servers_and_inherits_the_login_pools_and_the_rest() {
    Configuration acme =
        tenant(
            acme(
                "hibernate.hikari.maximumPoolSize",
                "3",
                "hibernate.split.probe_interval",
                "7s",
                "hibernate.split.tables.audit_log",
                "primary",
                ACME + "replicas.r2.url",
                "jdbc:postgresql://other:5432/acme",
                ACME + "replicas.r2.user",
                "reader",
                ACME + "catalog",
                "false"),
            "acme");

    assertThat(url(acme.primary()).url()).isEqualTo("jdbc:postgresql://primary:5432/acme");
    assertThat(url(acme.primary()).user()).isEqualTo("app");
    assertThat(acme.replicas()).extracting(TargetConfiguration::name).containsExactly("r1", "r2");
    assertThat(acme.replicas()).extracting(r -> url(r).user()).containsExactly("app", "reader");
    assertThat(acme.primary().hikari()).containsEntry("maximumPoolSize", "3");
    assertThat(acme.probes().interval()).isEqualTo(Duration.ofSeconds(7));
    assertThat(acme.tables()).hasSize(1);
    assertThat(acme.catalog().enabled()).isFalse();
  }

  @Test
  void the_pools_of_a_tenant_bear_its_name() {
    assertThat(tenant(acme(), "acme").primary().hikari())
        .containsEntry("poolName", "hibernate-split-acme-primary");
    assertThat(tenant(acme("hibernate.hikari.poolName", "shop"), "acme").replicas().get(0).hikari())
        .containsEntry("poolName", "shop-acme-r1");
    TenantSource source = tenant -> place("hibernate.split.", "shop");
    assertThat(
            tenant(Asked.only("hibernate.split.tenant_source", source), "a:b").primary().hikari())
        .containsEntry("poolName", "hibernate-split-a_b-primary");
  }

  @Test
  void a_login_of_its_own_is_not_mixed_with_what_it_would_inherit() {
    Configuration acme =
        tenant(
            acme(
                "hibernate.split.primary.user",
                "all",
                "hibernate.split.primary.password",
                "secret",
                ACME + "primary.user",
                "acme"),
            "acme");
    assertThat(url(acme.primary()).user()).isEqualTo("acme");
    assertThat(url(acme.primary()).password()).isNull();

    TenantSource source =
        tenant -> {
          Map<String, Object> own = place("hibernate.split.", tenant);
          own.put("hibernate.connection.username", "own");
          return own;
        };
    Map<String, Object> settings =
        Asked.only(
            "hibernate.split.tenant_source", source,
            "hibernate.split.primary.user", "all",
            "jakarta.persistence.jdbc.password", "secret");
    assertThat(url(tenant(settings, "bolt").primary()).user()).isEqualTo("own");
    assertThat(url(tenant(settings, "bolt").primary()).password()).isNull();
  }

  @Test
  void what_all_say_of_a_replica_holds_where_the_tenant_has_one_of_that_name() {
    Configuration acme =
        tenant(
            acme(
                "hibernate.split.replicas.r1.weight", "5",
                "hibernate.split.replicas.analytics.dedicated", "true"),
            "acme");

    assertThat(acme.replicas()).extracting(TargetConfiguration::weight).containsExactly(5);
  }

  @Test
  void a_tenant_may_name_servers_without_roles() {
    Configuration acme =
        tenant(
            Asked.only(
                "jakarta.persistence.jdbc.user",
                "app",
                "hibernate.split.primary.query_timeout",
                "5s",
                "hibernate.split.nodes.a.weight",
                "3",
                "hibernate.split.nodes.c.weight",
                "4",
                ACME + "nodes.a.url",
                "jdbc:postgresql://a:5432/acme",
                ACME + "nodes.b.url",
                "jdbc:postgresql://b:5432/acme"),
            "acme");

    assertThat(acme.roles().found()).isTrue();
    assertThat(acme.primary().weight()).isEqualTo(3);
    assertThat(acme.replicas()).extracting(TargetConfiguration::name).containsExactly("b");
  }

  @Test
  void a_datasource_of_the_framework_lends_its_login_and_not_its_place() {
    PGSimpleDataSource framework = new PGSimpleDataSource();
    framework.setUrl("jdbc:postgresql://boot:5432/main");
    framework.setUser("boot");
    framework.setPassword("pw");
    Map<String, Object> settings = place(ACME, "acme");
    settings.put("hibernate.connection.datasource", framework);

    assertThat(url(tenant(settings, "acme").primary()).user()).isEqualTo("boot");
    assertThat(url(tenant(settings, "acme").primary()).url()).endsWith("primary:5432/acme");
  }

  @Test
  void settings_are_asked_before_the_source() {
    Map<String, Object> settings = acme("hibernate.split.tenant_source", Registry.class.getName());

    assertThat(url(tenant(settings, "acme").primary()).user()).isEqualTo("app");
    assertThat(url(tenant(settings, "bolt").primary()).url()).endsWith("/bolt");
    assertThat(read(settings).tenant("nobody")).isNull();
    assertThat(read(acme()).tenant("bolt")).isNull();
    assertThat(read(settings).names()).containsExactly("acme");
  }

  @Test
  void a_listener_serves_all_tenants_unless_one_has_its_own() {
    Map<String, Object> settings =
        acme(
            "hibernate.split.tenant_source",
            new Registry(),
            "hibernate.split.listeners",
            Listener.class);
    TenantsConfiguration tenants = read(settings);

    assertThat(Objects.requireNonNull(tenants.tenant("bolt")).listeners())
        .isEqualTo(Objects.requireNonNull(tenants.tenant("acme")).listeners())
        .hasSize(1);
  }

  @Test
  void what_is_wrong_with_tenants_is_said_at_once_and_under_the_user_s_keys() {
    assertThat(
            problems(
                acme(
                    ACME + "replicas.r1.weight",
                    "-1",
                    ACME + "replicas.r1.wieght",
                    "1",
                    "hibernate.split.tenants.bolt.probe_interval",
                    "1s",
                    "hibernate.split.tenant_idle",
                    "0s",
                    "hibernate.split.tenant_source",
                    "no.such.Type",
                    "hibernate.split.tenants.odd",
                    "x",
                    "hibernate.split.probe_timeout",
                    "soon",
                    "hibernate.split.replicas.r1.url",
                    Asked.REPLICA_URL)))
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).startsWith(ACME + "replicas.r1.weight = '-1': "),
            problem ->
                assertThat(problem)
                    .startsWith(ACME + "replicas.r1.wieght: no such setting")
                    .endsWith("'" + ACME + "replicas.r1.weight'?"),
            problem ->
                assertThat(problem)
                    .startsWith("hibernate.split.tenants.bolt.primary.url: the tenant has no"),
            problem ->
                assertThat(problem)
                    .startsWith("hibernate.split.tenants.bolt.replicas.r1.url: the tenant has no"),
            problem -> assertThat(problem).startsWith("hibernate.split.tenant_idle = '0s': must"),
            problem -> assertThat(problem).startsWith("hibernate.split.tenant_source = 'no.such"),
            problem -> assertThat(problem).startsWith("hibernate.split.tenants.odd: no such"),
            problem -> assertThat(problem).startsWith("hibernate.split.probe_timeout = 'soon'"),
            problem ->
                assertThat(problem)
                    .startsWith("hibernate.split.replicas.r1.url: is no tenant's server")
                    .endsWith("Use 'hibernate.split.tenants.<tenant>.replicas.r1.url'."));
    assertThat(problems(Asked.only("hibernate.split.tenant_idle", "1m")))
        .singleElement()
        .asString()
        .contains("there is neither a tenant nor a source of any");
    assertThat(problems(acme(ACME + "enabled", "false")))
        .containsExactly(ACME + "enabled: holds for all tenants together. Remove it here.");
  }

  @Test
  void what_is_wrong_with_a_tenant_of_a_source_says_whose_it_is_and_shows_no_secret() {
    TenantSource source =
        tenant ->
            new HashMap<>(
                Map.of(
                    "hibernate.split.primary.url", "jdbc:mysql://h/x?password=s3cret",
                    "hibernate.split.primary.password", "s3cret",
                    "hibernate.split.tenant_idle", "1m",
                    "hibernate.split.replicas.r1.url", Asked.REPLICA_URL));
    TenantsConfiguration tenants = read(Asked.only("hibernate.split.tenant_source", source));
    try {
      tenants.tenant("acme");
    } catch (SplitConfigurationException e) {
      assertThat(e.problems()).hasSize(2).allMatch(p -> p.startsWith("Tenant 'acme': hibernate."));
      assertThat(e).message().doesNotContain("s3cret");
      return;
    }
    throw new AssertionError("was taken");
  }
}
