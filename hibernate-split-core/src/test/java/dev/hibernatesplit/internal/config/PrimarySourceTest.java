package dev.hibernatesplit.internal.config;

import static dev.hibernatesplit.internal.config.Asked.PRIMARY_URL;
import static dev.hibernatesplit.internal.config.Asked.only;
import static dev.hibernatesplit.internal.config.Asked.usual;
import static dev.hibernatesplit.internal.config.Asked.without;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class PrimarySourceTest {

  private static final String OTHER_URL = "jdbc:postgresql://other:5433/shop";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hibernate.hikari.jdbcUrl",
        "jakarta.persistence.jdbc.url",
        "hibernate.connection.url",
        "javax.persistence.jdbc.url",
        "hibernate.split.primary.url"
      })
  void the_url_is_found_under_every_key_that_says_it(String key) {
    Map<String, Object> settings = without("jakarta.persistence.jdbc.url");
    settings.put(key, OTHER_URL);

    assertThat(urlOfPrimary(settings)).isEqualTo(OTHER_URL);
  }

  @Test
  void keys_of_hibernate_say_driver_user_and_password_too() {
    Source source =
        primary(
            only(
                "hibernate.connection.url", PRIMARY_URL,
                "hibernate.connection.username", "app",
                "hibernate.connection.password", "pw",
                "hibernate.connection.driver_class", "org.postgresql.Driver",
                "hibernate.split.replicas.r1.url", Asked.REPLICA_URL));

    assertThat(source)
        .isEqualTo(new Source.Url(PRIMARY_URL, "app", new Secret("pw"), "org.postgresql.Driver"));
  }

  @Test
  void our_keys_overrule_those_of_hibernate() {
    Source source =
        primary(
            usual(
                "hibernate.split.primary.url", OTHER_URL,
                "hibernate.split.primary.user", "other",
                "hibernate.split.primary.password", "pw-other"));

    assertThat(source).isEqualTo(new Source.Url(OTHER_URL, "other", new Secret("pw-other"), null));
  }

  @Test
  void another_user_does_not_get_the_password_of_the_first() {
    Source source = primary(usual("hibernate.split.primary.user", "other"));

    assertThat(source).isEqualTo(new Source.Url(PRIMARY_URL, "other", null, null));
  }

  @Test
  void properties_of_the_pool_overrule_the_url_as_in_hibernate_hikaricp() {
    Map<String, Object> settings =
        usual(
            "hibernate.hikari.jdbcUrl", OTHER_URL,
            "hibernate.hikari.username", "pool",
            "hibernate.hikari.password", "pw-pool",
            "hibernate.hikari.driverClassName", "org.postgresql.Driver");

    assertThat(primary(settings))
        .isEqualTo(
            new Source.Url(OTHER_URL, "pool", new Secret("pw-pool"), "org.postgresql.Driver"));
    assertThat(Asked.read(settings).primary().hikari())
        .doesNotContainKeys("jdbcUrl", "username", "password", "driverClassName");
  }

  @Test
  void a_data_source_of_hibernate_overrules_its_url() {
    PGSimpleDataSource dataSource = dataSource();

    assertThat(primary(usual("hibernate.connection.datasource", dataSource)))
        .isEqualTo(new Source.Given(dataSource, "app", new Secret("pw-primary")));
    assertThat(primary(usual("jakarta.persistence.nonJtaDataSource", dataSource)))
        .isInstanceOf(Source.Given.class);
  }

  @Test
  void our_url_overrules_a_data_source_of_hibernate() {
    Map<String, Object> settings =
        usual(
            "hibernate.connection.datasource",
            dataSource(),
            "hibernate.split.primary.url",
            OTHER_URL);

    assertThat(urlOfPrimary(settings)).isEqualTo(OTHER_URL);
  }

  @Test
  void our_data_source_is_not_asked_for_the_user_of_hibernate() {
    PGSimpleDataSource dataSource = dataSource();

    assertThat(primary(usual("hibernate.split.primary.datasource", dataSource)))
        .isEqualTo(new Source.Given(dataSource, null, null));
  }

  @Test
  void a_pool_may_name_the_class_of_its_data_source() {
    Map<String, Object> settings =
        usual(
            "hibernate.hikari.dataSourceClassName", "org.postgresql.ds.PGSimpleDataSource",
            "hibernate.hikari.dataSource.serverName", "primary");

    assertThat(primary(settings))
        .isEqualTo(new Source.PoolProperties("app", new Secret("pw-primary")));
    assertThat(Asked.read(settings).primary().hikari())
        .containsEntry("dataSourceClassName", "org.postgresql.ds.PGSimpleDataSource")
        .containsEntry("dataSource.serverName", "primary");
    assertThat(Asked.replica(settings).hikari())
        .doesNotContainKeys("dataSourceClassName", "dataSource.serverName");
  }

  @Test
  void a_pool_may_name_its_data_source_by_jndi_where_there_is_no_url() {
    Map<String, Object> settings = without("jakarta.persistence.jdbc.url");
    settings.put("hibernate.hikari.dataSourceJNDI", "java:comp/env/jdbc/shop");

    assertThat(primary(settings)).isInstanceOf(Source.PoolProperties.class);
    settings.put("hibernate.connection.url", PRIMARY_URL);
    assertThat(urlOfPrimary(settings)).isEqualTo(PRIMARY_URL);
    assertThat(Asked.read(settings).primary().hikari()).doesNotContainKey("dataSourceJNDI");
  }

  private static Source primary(Map<String, Object> settings) {
    return Asked.read(settings).primary().source();
  }

  private static String urlOfPrimary(Map<String, Object> settings) {
    return ((Source.Url) primary(settings)).url();
  }

  private static PGSimpleDataSource dataSource() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setURL("jdbc:postgresql://given:5432/shop");
    dataSource.setUser("given");
    return dataSource;
  }
}
