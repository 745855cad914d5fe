package dev.hibernatesplit.it.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.testing.Lsn;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who leads is found out, followed, and never guessed. */
class PromotionIT {

  private static final int WRITERS = 8;

  private Troupe troupe;
  private ReplicatedPostgres cluster;
  private PostgresServer primary;
  private PostgresServer r1;
  private PostgresServer r2;
  private Application application;
  private Writers writers;

  @BeforeEach
  void start() throws SQLException {
    troupe = Troupe.start(Map.of());
    cluster = troupe.cluster();
    primary = troupe.primary();
    r1 = troupe.r1();
    r2 = troupe.r2();
    application = troupe.application();
  }

  @AfterEach
  void stop() throws Exception {
    if (writers != null) {
      writers.stop();
    }
    troupe.close();
  }

  /** A replica that has received more than the one that is promoted could not follow it. */
  private void makeR1TheFurther() throws SQLException {
    if (received(r2).compareTo(received(r1)) > 0) {
      PostgresServer further = r2;
      r2 = r1;
      r1 = further;
    }
  }

  /** Replayed or not yet, once it receives no more. */
  private static Lsn received(PostgresServer replica) throws SQLException {
    try (Connection admin = replica.adminConnection();
        Statement statement = admin.createStatement()) {
      await().until(() -> ask(statement, "select count(*) from pg_stat_wal_receiver").equals("0"));
      return Lsn.parse(ask(statement, "select pg_last_wal_receive_lsn()"));
    }
  }

  private static String ask(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private void write(long number) {
    troupe.write(number);
  }

  private static IntStream rounds() {
    return IntStream.rangeClosed(1, Boolean.getBoolean("proof") ? 20 : 2);
  }

  /** The old primary comes back beside the new one, as if nobody had told it. */
  @ParameterizedTest
  @MethodSource("rounds")
  void writes_go_on_after_a_promotion_and_the_old_primary_gets_nothing(int round) throws Exception {
    writers = new Writers(application, WRITERS);
    await().until(() -> writers.count() > 50);
    primary.kill();
    makeR1TheFurther();
    r1.promote();
    long promoted = System.nanoTime();
    Set<Long> before = Set.copyOf(writers.written());
    Duration gap = writers.untilTheNextSuccess(promoted);
    System.out.printf("Promotion %d: writes went on after %d ms%n", round, gap.toMillis());
    assertThat(gap).isLessThan(Troupe.INTERVAL.multipliedBy(2).plusSeconds(1));
    r2.follow(r1); // before the old primary is back, or it streams what only that one writes
    primary.start();
    primary.clearStatements();
    long then = writers.count();
    await().until(() -> writers.count() > then + 50);
    troupe.awaitServing(r2.name());
    writers.stop();

    Set<Long> landed = Troupe.entries(r1);
    Set<Long> afterwards = new HashSet<>(writers.written());
    afterwards.removeAll(before);
    assertThat(landed).containsAll(afterwards).noneMatch(writers.failed()::contains);
    assertThat(Servers.ran(primary)).isEmpty();
    assertThat(troupe.status(r1.name()).role()).isEqualTo(TargetRole.PRIMARY);
    troupe.awaitState("primary", "not in recovery");
  }

  @Test
  void a_replica_that_did_not_follow_the_promotion_serves_nothing() {
    write(1);
    cluster.awaitCatchUp();
    primary.kill();
    r1.promote();
    troupe.writeAtLast(2);
    r2.clearStatements();
    for (int i = 0; i < 20; i++) {
      assertThat(troupe.finds(2)).isTrue();
    }
    assertThat(Servers.ran(r2)).isEmpty();
    assertThat(troupe.status("r2").state()).contains("timeline");
    r2.follow(r1);
    troupe.awaitServing("r2");
  }

  @Test
  void a_replica_that_is_promoted_while_the_primary_lives_takes_no_writes() throws SQLException {
    r1.promote();
    r1.clearStatements();
    troupe.awaitState("r1", "not in recovery");
    for (long number = 1; number <= 50; number++) {
      write(number);
    }
    assertThat(Troupe.entries(primary)).hasSize(50);
    assertThat(Servers.ran(r1)).isEmpty();

    primary.kill(); // and not even then: what it has, the primary may not have had
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> write(51))
                    .rootCause()
                    .hasMessageContaining("promoted while the primary lived: r1"));
    assertThat(Servers.ran(r1)).isEmpty();
  }

  @Test
  void without_a_primary_writes_fail_fast_and_reads_go_on() {
    write(1);
    cluster.awaitCatchUp();
    primary.kill();
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> write(2))
                    .rootCause()
                    .hasMessageContaining("No server takes writes"));
    for (int i = 0; i < 20; i++) {
      assertThat(troupe.finds(1)).isTrue();
    }
    primary.start();
    troupe.writeAtLast(3);
  }

  @Test
  void nodes_need_no_roles() {
    Map<String, Object> nodes = troupe.settings();
    nodes.keySet().removeIf(key -> key.contains("replicas") || key.contains("jdbc.url"));
    nodes.put("hibernate.split.nodes.a.url", r2.jdbcUrl());
    nodes.put("hibernate.split.nodes.b.url", primary.jdbcUrl());
    nodes.put("hibernate.split.nodes.c.url", r1.jdbcUrl());
    try (Application roles = Application.start(nodes, Entry.class)) {
      roles.write(manager -> manager.persist(new Entry(1)));
      assertThat(roles.journeys().last().decision().target()).isEqualTo("b");
      cluster.awaitCatchUp();
      assertThat(roles.<Object>outside(manager -> manager.find(Entry.class, 1L))).isNotNull();
      assertThat(roles.journeys().last().decision().target()).isIn("a", "c");
      primary.kill();
      r1.promote();
      r2.follow(r1);
      await()
          .ignoreExceptions()
          .untilAsserted(() -> roles.write(manager -> manager.persist(new Entry(2))));
      assertThat(roles.journeys().last().decision().target()).isEqualTo("c");
    }
  }
}
