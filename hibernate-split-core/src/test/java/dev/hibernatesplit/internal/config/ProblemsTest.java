package dev.hibernatesplit.internal.config;

import static dev.hibernatesplit.internal.config.Asked.only;
import static dev.hibernatesplit.internal.config.Asked.problems;
import static dev.hibernatesplit.internal.config.Asked.usual;
import static dev.hibernatesplit.internal.config.Asked.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernatesplit.SplitConfigurationException;
import java.lang.reflect.Proxy;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {

  @Test
  void usual_settings_have_none() {
    assertThat(problems(usual())).isEmpty();
  }

  @Test
  void all_are_thrown_at_once_each_on_a_line() {
    Map<String, Object> settings =
        only(
            "hibernate.split.replicas.r1.weight", "-1",
            "hibernate.split.probe_interval", "0s");

    assertThatThrownBy(() -> Asked.read(settings))
        .isInstanceOf(SplitConfigurationException.class)
        .hasMessage(
            """
            hibernate-split found 4 problems in the settings:
              hibernate.split.primary.url: there is no primary. Set 'jakarta.persistence.jdbc.url',\
             hand over a DataSource, or set this key.
              hibernate.split.replicas.r1.weight = '-1': must be a whole number from 0 to 1000.\
             Use e.g. '2', or remove the key for the default of 1.
              hibernate.split.replicas.r1.url: the replica 'r1' has neither a url nor a datasource.\
             Set this key, or remove the others that begin with 'hibernate.split.replicas.r1.'.
              hibernate.split.probe_interval = '0s': must be positive.\
             Use e.g. '2s', or remove the key for the default of 1s.""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          hibernate.split.primary.url | jdbc:mysql://root:pw@db/shop | 'jdbc:mysql:****@db/shop': unsupported database: must begin with 'jdbc:postgresql:'. Use e.g. 'jdbc:postgresql://host:5432/database'.
          hibernate.split.replicas.r1.url | jdbc:postgresql://a,b:5433/shop?password=pw | 'jdbc:postgresql://a,b:5433/shop?password=****': names several servers, but a target is one server. Name one, and give each replica a name of its own: 'hibernate.split.replicas.<name>.url'.
          hibernate.split.replicas.r1.url | jdbc:postgresql://u:pw@a/shop | 'jdbc:postgresql:****@a/shop': pgjdbc does not understand it. Use the form 'jdbc:postgresql://host:5432/database', with user and password in keys of their own.
          jakarta.persistence.jdbc.url | jdbc:postgresql://primary | 'jdbc:postgresql://primary': pgjdbc does not understand it. Use the form 'jdbc:postgresql://host:5432/database', with user and password in keys of their own.
          hibernate.split.replicas.r1.url | "  " | '  ': must not be empty. Give a value, or remove the key.
          hibernate.split.stale_write | maybe | 'maybe': must be verify, verify_all, fail or allow. Use one of these, or remove the key for verify.
          hibernate.split.transaction_reads | replica | 'replica': must be primary or until_write. Use 'until_write' to read from replicas until a transaction writes, or remove the key for primary.
          hibernate.split.catalog | yes | 'yes': must be true or false. Use 'true' or 'false', or remove the key for the default of true.
          hibernate.split.catalog_refresh | 5 | '5': must have a unit. Use '5ms' or '5s', or remove the key for the default of 5m.
          hibernate.split.probe_timeout | -5s | '-5s': must be positive. Use e.g. '2s', or remove the key for the default of 1s.
          hibernate.split.probe_timeout | soon | 'soon': must be a number and a unit: ms, s, m or h. Use e.g. '2s', or remove the key for the default of 1s.
          hibernate.split.probe_timeout | 9999h | '9999h': must be at most 8760h. Use e.g. '2s', or remove the key for the default of 1s.
          hibernate.split.replicas.r1.weight | 1001 | '1001': must be a whole number from 0 to 1000. Use e.g. '2', or remove the key for the default of 1.
          hibernate.split.replicas.r1.weight | half | 'half': must be a whole number from 0 to 1000. Use e.g. '2', or remove the key for the default of 1.
          hibernate.split.functions.read_only | price_of() | 'price_of()': must be the name of a function. Use e.g. 'price_of' or 'shop.price_of', without parentheses.
          hibernate.hikari.maximumPoolSize | many | 'many': must be a whole number. Use a value that HikariCP takes, or remove the key.
          hibernate.hikari.maximumPoolSize | 0 | '0': HikariCP refuses it: maxPoolSize cannot be less than 1. Use a value that HikariCP takes, or remove the key.
          hibernate.split.primary.hikari.connectionTimeout | 100ms | '100ms': HikariCP refuses it: connectionTimeout cannot be less than 250ms. Use a value that HikariCP takes, or remove the key.
          hibernate.split.replicas.r1.hikari.idleTimeout | late | 'late': must be milliseconds, or a number with the unit ms, s, m, h or d. Use a value that HikariCP takes, or remove the key.
          hibernate.split.replicas.r1.hikari.readOnly | ja | 'ja': must be true or false. Use a value that HikariCP takes, or remove the key.
          hibernate.connection.isolation | DIRTY | 'DIRTY': must be READ_UNCOMMITTED, READ_COMMITTED, REPEATABLE_READ or SERIALIZABLE. Use a value that HikariCP takes, or remove the key.
          hibernate.connection.pool_size | x | 'x': must be a whole number. Use a value that HikariCP takes, or remove the key.
          """)
  void a_wrong_value_is_named_with_its_key_its_rule_and_a_remedy(
      String key, String value, String problem) {
    assertThat(problems(usual(key, value))).containsExactly(key + " = " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          hibernate.hikari.maxPoolSize | HikariCP has no such property. Did you mean 'hibernate.hikari.maximumPoolSize'?
          hibernate.split.replicas.r1.hikari.maxLifeTme | HikariCP has no such property. Did you mean 'hibernate.split.replicas.r1.hikari.maxLifetime'?
          hibernate.split.replicas.r1.hikari.jdbcUrl | has a key of its own. Use 'hibernate.split.replicas.r1.url'.
          hibernate.split.primary.hikari.username | has a key of its own. Use 'hibernate.split.primary.user'.
          """)
  void a_wrong_property_of_a_pool_is_named_without_its_value(String key, String problem) {
    assertThat(problems(usual(key, "secret"))).containsExactly(key + ": " + problem);
  }

  @Test
  void a_replica_is_needed() {
    assertThat(
            problems(without("hibernate.split.replicas.r1.url", "hibernate.split.catalog", true)))
        .containsExactly(
            "hibernate.split.replicas.<name>.url: there is no replica."
                + " Set e.g. 'hibernate.split.replicas.r1.url',"
                + " or 'hibernate.split.enabled' to false to work without a split.");
  }

  @Test
  void a_target_has_one_place() {
    DataSource dataSource = unknown();

    assertThat(problems(usual("hibernate.split.replicas.r1.datasource", dataSource)))
        .containsExactly(
            "hibernate.split.replicas.r1.url: excludes 'hibernate.split.replicas.r1.datasource',"
                + " which is set too. Remove one of the two.");
    assertThat(
            problems(
                usual(
                    "hibernate.split.primary.url",
                    "jdbc:postgresql://other/shop",
                    "hibernate.split.primary.datasource",
                    dataSource)))
        .containsExactly(
            "hibernate.split.primary.url: excludes 'hibernate.split.primary.datasource',"
                + " which is set too. Remove one of the two.");
  }

  @Test
  void a_data_source_is_a_data_source() {
    assertThat(problems(usual("hibernate.split.primary.datasource", 5)))
        .containsExactly(
            "hibernate.split.primary.datasource: must be a javax.sql.DataSource, but is a"
                + " java.lang.Integer. Give a DataSource, the JNDI name of one, or a URL in its"
                + " place.");
  }

  @Test
  void a_pool_beside_a_data_source_would_do_nothing() {
    Map<String, Object> settings =
        without(
            "hibernate.split.replicas.r1.url",
            "hibernate.split.replicas.r1.datasource",
            unknown(),
            "hibernate.split.replicas.r1.hikari.schema",
            "shop");

    assertThat(problems(settings))
        .containsExactly(
            "hibernate.split.replicas.r1.hikari.schema: has no effect, because"
                + " 'hibernate.split.replicas.r1.datasource' is not pooled again."
                + " Remove it, or use a url.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://replica:5432/shop",
        "jdbc:postgresql://REPLICA/shop?user=other",
      })
  void two_replicas_on_one_server_and_database(String url) {
    assertThat(problems(usual("hibernate.split.replicas.r2.url", url)))
        .containsExactly(
            "hibernate.split.replicas.r2.url: leads to the same server and database as 'r1'"
                + " (replica:5432/shop). Name another server, or remove one of the two.");
  }

  @Test
  void one_server_may_hold_two_databases() {
    assertThat(
            problems(usual("hibernate.split.replicas.r2.url", "jdbc:postgresql://replica/shop2")))
        .isEmpty();
  }

  @Test
  void a_replica_that_is_the_primary() {
    String problem =
        "hibernate.split.replicas.r1.url: leads to the same server and database as 'primary'"
            + " (primary:5432/shop). Name another server, or remove one of the two.";

    assertThat(problems(usual("hibernate.split.replicas.r1.url", Asked.PRIMARY_URL)))
        .containsExactly(problem);
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(Asked.PRIMARY_URL);
      pool.setUsername("app");
      assertThat(
              problems(
                  usual(
                      "hibernate.connection.datasource",
                      pool,
                      "hibernate.split.replicas.r1.url",
                      Asked.PRIMARY_URL)))
          .containsExactly(problem);
    }
  }

  @Test
  void one_data_source_for_two_targets() {
    DataSource dataSource = unknown();
    Map<String, Object> settings =
        without(
            "hibernate.split.replicas.r1.url",
            "hibernate.split.primary.datasource",
            dataSource,
            "hibernate.split.replicas.r1.datasource",
            dataSource);

    assertThat(problems(settings))
        .singleElement()
        .asString()
        .startsWith(
            "hibernate.split.replicas.r1.datasource: leads to the same server and database");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          R1 | hibernate.split.replicas.r1: differs from 'R1' only in case. Choose another name.
          Primary | hibernate.split.replicas.Primary: that name belongs to the primary. Use e.g. 'replica-1'.
          r 2 | hibernate.split.replicas.r 2: a name has letters, digits, '_' and '-' only. Use e.g. 'replica-1'.
          """)
  void a_bad_name(String name, String problem) {
    String key = "hibernate.split.replicas." + name + ".url";

    assertThat(problems(usual(key, "jdbc:postgresql://another/shop"))).containsExactly(problem);
  }

  @Test
  void no_replica_with_a_weight() {
    assertThat(problems(usual("hibernate.split.replicas.r1.weight", 0)))
        .containsExactly(
            "hibernate.split.replicas.<name>.weight: is 0 for every replica, so that none would"
                + " serve. Give at least one replica a weight of 1 or more.");
    assertThat(
            problems(
                usual(
                    "hibernate.split.replicas.r1.weight",
                    0,
                    "hibernate.split.replicas.r2.url",
                    "jdbc:postgresql://another/shop")))
        .isEmpty();
  }

  @Test
  void a_login_that_nobody_tells() {
    Map<String, Object> settings =
        only(
            "hibernate.connection.datasource",
            unknown(),
            "hibernate.split.replicas.r1.url",
            Asked.REPLICA_URL);

    assertThat(problems(settings))
        .containsExactly(
            "hibernate.split.replicas.r1.user: is not set, and the primary's DataSource does not"
                + " tell its user. Set it, and 'hibernate.split.replicas.r1.password'.");
    settings.put("hibernate.split.replicas.r1.user", "app");
    assertThat(problems(settings)).isEmpty();
  }

  @Test
  void a_url_of_a_login_needs_no_other() {
    Map<String, Object> settings =
        only(
            "hibernate.connection.datasource",
            unknown(),
            "hibernate.split.replicas.r1.url",
            Asked.REPLICA_URL + "?user=app");

    assertThat(problems(settings)).isEmpty();
  }

  @Test
  void no_problem_shows_a_secret() {
    Map<String, Object> settings =
        usual(
            "hibernate.split.primary.url", "jdbc:mysql://u:s3cret@h/db?password=s3cret",
            "hibernate.split.primary.password", "s3cret",
            "hibernate.split.primry.password", "s3cret",
            "hibernate.split.replicas.r1.password", "s3cret",
            "hibernate.split.replicas.r1.url", "jdbc:postgresql://a,b/db?password=s3cret",
            "hibernate.split.replicas.r1.hikari.password", "s3cret",
            "hibernate.split.replicas.r1.hikari.dataSource.password", "s3cret");

    assertThat(problems(settings)).hasSizeGreaterThan(3).noneMatch(text -> text.contains("s3cret"));
  }

  /** A DataSource that tells nothing of itself. */
  private static DataSource unknown() {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "isWrapperFor" -> false;
                  case "hashCode" -> 1;
                  case "equals" -> proxy == arguments[0];
                  case "toString" -> "unknown";
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
