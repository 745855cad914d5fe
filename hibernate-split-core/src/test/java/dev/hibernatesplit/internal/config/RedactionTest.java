package dev.hibernatesplit.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

class RedactionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:postgresql://h:5432/db | jdbc:postgresql://h:5432/db
          jdbc:postgresql://h/db?user=me@azure&password=pw | jdbc:postgresql://h/db?user=me@azure&password=****
          jdbc:postgresql://h/db?PASSWORD=pw;x&ssl=true | jdbc:postgresql://h/db?PASSWORD=****&ssl=true
          jdbc:postgresql://h/db?sslpassword=pw | jdbc:postgresql://h/db?sslpassword=****
          jdbc:postgresql://u:pw@h/db | jdbc:postgresql:****@h/db
          postgres://u:p@w/x?y@h/db | postgres:****@h/db
          jdbc:oracle:thin:scott/tiger@//h/db | jdbc:oracle:****@//h/db
          jdbc:sqlserver://h;user=u;password=pw;x=y | jdbc:sqlserver://h;user=u;password=****
          not a url | not a url
          """)
  void a_url_is_shown_without_passwords(String url, String shown) {
    assertThat(Redaction.url(url)).isEqualTo(shown);
  }

  @Test
  void no_record_shows_a_secret() {
    Configuration configuration =
        Asked.read(
            Asked.usual(
                "jakarta.persistence.jdbc.password", "s3cret",
                "hibernate.hikari.dataSource.sslpassword", "s3cret",
                "hibernate.split.replicas.r1.url", Asked.REPLICA_URL + "?password=s3cret",
                "hibernate.split.replicas.r2.url", "jdbc:postgresql://another/shop",
                "hibernate.split.replicas.r2.password", "s3cret"));

    assertThat(configuration.toString()).contains("r1", "r2", "****").doesNotContain("s3cret");
    assertThat(((Source.Url) configuration.primary().source()).password())
        .isEqualTo(new Secret("s3cret"));
  }

  @Test
  void no_source_shows_a_secret() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setPassword("s3cret");
    Secret secret = new Secret("s3cret");

    assertThat(new Source.Given(dataSource, "app", secret).toString())
        .isEqualTo("Given[org.postgresql.ds.PGSimpleDataSource, user=app]");
    assertThat(new Source.PoolProperties("app", secret).toString()).doesNotContain("s3cret");
    assertThat(Credentials.of("app", "s3cret").toString()).doesNotContain("s3cret");
  }

  @Test
  void the_map_is_masked_in_place_under_our_keys_only() {
    Map<String, Object> settings =
        Asked.only(
            "hibernate.split.primary.password", "s3cret",
            "hibernate.split.primary.user", "app",
            "hibernate.split.replicas.r1.hikari.dataSource.sslpassword", "s3cret",
            "hibernate.split.replicas.r1.url", "jdbc:postgresql://h/db?password=s3cret",
            "hibernate.split.replicas.r1.weight", 5,
            "hibernate.connection.password", "left to Hibernate");

    Configuration.redact(settings);

    assertThat(settings)
        .containsOnly(
            Map.entry("hibernate.split.primary.password", "****"),
            Map.entry("hibernate.split.primary.user", "app"),
            Map.entry("hibernate.split.replicas.r1.hikari.dataSource.sslpassword", "****"),
            Map.entry("hibernate.split.replicas.r1.url", "jdbc:postgresql://h/db?password=****"),
            Map.entry("hibernate.split.replicas.r1.weight", 5),
            Map.entry("hibernate.connection.password", "left to Hibernate"));
  }
}
