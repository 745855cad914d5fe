package dev.hibernatesplit.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownKeysTest {

  @ParameterizedTest
  @CsvSource({
    "primry.url, primary.url",
    "primary.username, primary.user",
    "primary.dataSource, primary.datasource",
    "replica.r1.url, replicas.r1.url",
    "replicas.r1.urll, replicas.r1.url",
    "replicas.r1.wieght, replicas.r1.weight",
    "replicas.r1.maximumPoolSize, replicas.r1.hikari.maximumPoolSize",
    "replicas.url, replicas.<name>.url",
    "replicas.r2, replicas.r2.url",
    "transaction-reads, transaction_reads",
    "transactionReads, transaction_reads",
    "functions.readonly, functions.read_only",
    "table.audit_log, tables.audit_log",
    "tabels.shop.log, tables.shop.log",
    "tables, tables.<table>",
    "balencer, balancer",
    "slowstart, slow_start",
    "regions.eu.nearst, regions.eu.nearest",
    "region.eu.nearest, regions.eu.nearest",
    "probe.interval, probe_interval",
    "query_routers, query_router",
    "Enabled, enabled",
    "listener, listeners",
  })
  void the_nearest_known_key_is_named(String key, String meant) {
    assertThat(Asked.problems(Asked.usual("hibernate.split." + key, "s3cret")))
        .containsExactly(
            "hibernate.split."
                + key
                + ": no such setting. Did you mean 'hibernate.split."
                + meant
                + "'?");
  }

  @Test
  void what_belongs_to_others_is_not_our_business() {
    assertThat(
            Asked.problems(
                Asked.usual(
                    "hibernate.splitter", "x",
                    "hibernate.show_sql", "x",
                    "hibernate.connection.whatever", "x")))
        .isEmpty();
  }
}
