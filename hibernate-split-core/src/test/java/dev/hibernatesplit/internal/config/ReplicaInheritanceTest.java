package dev.hibernatesplit.internal.config;

import static dev.hibernatesplit.internal.config.Asked.REPLICA_URL;
import static dev.hibernatesplit.internal.config.Asked.only;
import static dev.hibernatesplit.internal.config.Asked.replica;
import static dev.hibernatesplit.internal.config.Asked.usual;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

class ReplicaInheritanceTest {

  @Test
  void a_replica_may_say_its_own_user_and_password() {
    assertThat(
            login(
                usual(
                    "hibernate.split.replicas.r1.user", "reader",
                    "hibernate.split.replicas.r1.password", "pw-reader")))
        .isEqualTo(Credentials.of("reader", "pw-reader"));
  }

  @Test
  void another_user_does_not_get_the_password_of_the_primary() {
    assertThat(login(usual("hibernate.split.replicas.r1.user", "reader")))
        .isEqualTo(Credentials.of("reader", null));
    assertThat(login(usual("hibernate.split.replicas.r1.user", "app")))
        .isEqualTo(Credentials.of("app", "pw-primary"));
  }

  @Test
  void a_password_alone_goes_with_the_user_of_the_primary() {
    assertThat(login(usual("hibernate.split.replicas.r1.password", "pw-reader")))
        .isEqualTo(Credentials.of("app", "pw-reader"));
  }

  @Test
  void a_login_in_the_url_is_the_login() {
    String url = REPLICA_URL + "?user=reader&password=pw%20reader";

    assertThat(login(usual("hibernate.split.replicas.r1.url", url)))
        .isEqualTo(Credentials.of("reader", "pw reader"));
    assertThat(login(usual("hibernate.split.replicas.r1.url", REPLICA_URL + "?user=reader")))
        .isEqualTo(Credentials.of("reader", null));
  }

  @Test
  void a_login_in_the_url_of_the_primary_is_inherited() {
    Map<String, Object> settings =
        only(
            "hibernate.split.primary.url",
            Asked.PRIMARY_URL + "?user=app&password=pw",
            "hibernate.split.replicas.r1.url",
            REPLICA_URL);

    assertThat(login(settings)).isEqualTo(Credentials.of("app", "pw"));
  }

  @Test
  void a_login_among_the_driver_properties_of_the_primary_is_inherited() {
    Map<String, Object> settings =
        only(
            "hibernate.split.primary.url",
            Asked.PRIMARY_URL,
            "hibernate.hikari.dataSource.user",
            "app",
            "hibernate.hikari.dataSource.password",
            "pw",
            "hibernate.split.replicas.r1.url",
            REPLICA_URL);

    assertThat(login(settings)).isEqualTo(Credentials.of("app", "pw"));
  }

  @Test
  void pool_properties_overrule_each_other_from_general_to_special() {
    Map<String, Object> settings =
        usual(
            "hibernate.connection.pool_size", 3,
            "hibernate.connection.isolation", "READ_COMMITTED",
            "hibernate.hikari.minimumIdle", "1",
            "hibernate.hikari.maxLifetime", "60000",
            "hibernate.hikari.schema", "a",
            "hibernate.split.primary.hikari.maxLifetime", "90000",
            "hibernate.split.primary.hikari.schema", "b",
            "hibernate.split.replicas.r1.hikari.schema", "c");

    assertThat(replica(settings).hikari())
        .containsEntry("maximumPoolSize", "3")
        .containsEntry("transactionIsolation", "TRANSACTION_READ_COMMITTED")
        .containsEntry("minimumIdle", "1")
        .containsEntry("maxLifetime", "90000")
        .containsEntry("schema", "c");
    assertThat(Asked.read(settings).primary().hikari())
        .containsEntry("maximumPoolSize", "3")
        .containsEntry("minimumIdle", "1")
        .containsEntry("maxLifetime", "90000")
        .containsEntry("schema", "b");
  }

  @Test
  void driver_properties_are_inherited_but_not_the_place_they_name() {
    Map<String, String> pool =
        replica(
                usual(
                    "hibernate.hikari.dataSource.prepareThreshold", 3,
                    "hibernate.hikari.dataSource.serverName", "primary",
                    "hibernate.hikari.dataSource.url", "jdbc:postgresql://primary/shop",
                    "hibernate.hikari.dataSource.password", "pw"))
            .hikari();

    assertThat(pool).containsEntry("dataSource.prepareThreshold", "3");
    assertThat(pool)
        .doesNotContainKeys("dataSource.serverName", "dataSource.url", "dataSource.password");
  }

  @Test
  void a_driver_class_is_inherited_unless_the_replica_names_one() {
    Map<String, Object> settings = usual("jakarta.persistence.jdbc.driver", "a.Driver");

    assertThat(((Source.Url) replica(settings).source()).driver()).isEqualTo("a.Driver");
    settings.put("hibernate.split.replicas.r1.hikari.driverClassName", "b.Driver");
    assertThat(((Source.Url) replica(settings).source()).driver()).isEqualTo("b.Driver");
  }

  @Test
  void only_a_replica_is_waited_for_a_second_and_only_if_nobody_says_otherwise() {
    assertThat(replica(usual()).hikari()).containsEntry("connectionTimeout", "1000");
    assertThat(Asked.read(usual()).primary().hikari()).doesNotContainKey("connectionTimeout");
    assertThat(replica(usual("hibernate.hikari.connectionTimeout", "30s")).hikari())
        .containsEntry("connectionTimeout", "30s");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // key, pool of the primary, pool of the replica
        "-, hibernate-split-primary, hibernate-split-r1",
        "hibernate.hikari.poolName, shop-primary, shop-r1",
        "hibernate.split.primary.hikari.poolName, shop, shop-r1",
        "hibernate.split.replicas.r1.hikari.poolName, hibernate-split-primary, shop",
      })
  void pools_have_different_names(String key, String primary, String replica) {
    Configuration configuration = Asked.read(key == null ? usual() : usual(key, "shop"));

    assertThat(configuration.primary().hikari()).containsEntry("poolName", primary);
    assertThat(configuration.replicas().get(0).hikari()).containsEntry("poolName", replica);
  }

  @Test
  void hikari_takes_what_it_is_handed() {
    Properties pool = new Properties();
    pool.putAll(
        replica(
                usual(
                    "hibernate.connection.autocommit",
                    false,
                    "hibernate.connection.isolation",
                    4,
                    "hibernate.hikari.keepaliveTime",
                    "45s",
                    "hibernate.hikari.dataSource.prepareThreshold",
                    3,
                    "hibernate.split.replicas.r1.hikari.maximumPoolSize",
                    " 7 "))
            .hikari());

    HikariConfig config = new HikariConfig(pool);

    assertThat(config.isAutoCommit()).isFalse();
    assertThat(config.getTransactionIsolation()).isEqualTo("TRANSACTION_REPEATABLE_READ");
    assertThat(config.getKeepaliveTime()).isEqualTo(45_000);
    assertThat(config.getMaximumPoolSize()).isEqualTo(7);
    assertThat(config.getConnectionTimeout()).isEqualTo(1_000);
    assertThat(config.getDataSourceProperties()).containsEntry("prepareThreshold", "3");
  }

  @Test
  void a_hikari_data_source_tells_its_login_and_what_was_changed_of_it() {
    try (HikariDataSource pool = pool()) {
      TargetConfiguration replica = replica(given(pool));

      assertThat(Credentials.of(replica.source())).isEqualTo(Credentials.of("boot", "pw-boot"));
      assertThat(replica.hikari())
          .containsOnly(
              Map.entry("maximumPoolSize", "33"),
              Map.entry("dataSource.prepareThreshold", "0"),
              Map.entry("poolName", "boot-r1"),
              Map.entry("connectionTimeout", "1000"));
    }
  }

  @Test
  void a_hikari_data_source_tells_it_through_wrappers_too() {
    try (HikariDataSource pool = pool()) {
      assertThat(login(given(wrapper(pool)))).isEqualTo(Credentials.of("boot", "pw-boot"));
    }
  }

  @Test
  void settings_overrule_what_a_hikari_data_source_tells() {
    try (HikariDataSource pool = pool()) {
      Map<String, Object> settings = given(pool);
      settings.put("hibernate.hikari.maximumPoolSize", "5");
      settings.put("hibernate.split.replicas.r1.user", "reader");

      assertThat(replica(settings).hikari()).containsEntry("maximumPoolSize", "5");
      assertThat(login(settings)).isEqualTo(Credentials.of("reader", null));
    }
  }

  @Test
  void a_data_source_of_the_driver_tells_its_login() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setURL(Asked.PRIMARY_URL);
    dataSource.setUser("plain");
    dataSource.setPassword("pw-plain");

    assertThat(login(given(dataSource))).isEqualTo(Credentials.of("plain", "pw-plain"));
  }

  @Test
  void a_replica_may_be_a_data_source() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setURL(REPLICA_URL);
    Map<String, Object> settings = usual("hibernate.split.replicas.r1.datasource", dataSource);
    settings.remove("hibernate.split.replicas.r1.url");

    assertThat(replica(settings).source()).isEqualTo(new Source.Given(dataSource, null, null));
  }

  private static Credentials login(Map<String, Object> settings) {
    return Credentials.of(replica(settings).source());
  }

  private static Map<String, Object> given(DataSource dataSource) {
    return only(
        "hibernate.connection.datasource", dataSource,
        "hibernate.split.replicas.r1.url", REPLICA_URL);
  }

  private static HikariDataSource pool() {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(Asked.PRIMARY_URL);
    pool.setUsername("boot");
    pool.setPassword("pw-boot");
    pool.setPoolName("boot");
    pool.setMaximumPoolSize(33);
    pool.addDataSourceProperty("prepareThreshold", 0);
    return pool;
  }

  private static DataSource wrapper(DataSource wrapped) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> method.invoke(wrapped, arguments));
  }
}
