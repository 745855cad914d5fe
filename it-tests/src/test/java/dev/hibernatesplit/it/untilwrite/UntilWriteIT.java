package dev.hibernatesplit.it.untilwrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.RollbackException;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads of a read-write transaction run on a replica until it means to write. */
@PostgresCluster(replicas = 1)
class UntilWriteIT {

  private static final String PROBE = "select count(a) from Account a where a.balance > -1";

  private static ReplicatedPostgres cluster;
  private static PostgresServer primary;
  private static PostgresServer replica;
  private static Application application;

  @BeforeAll
  static void start(ReplicatedPostgres given) {
    cluster = given;
    primary = cluster.primary();
    replica = cluster.replica("r1");
    Map<String, Object> more = new HashMap<>();
    more.put("jakarta.persistence.schema-generation.database.action", "create");
    more.put("hibernate.split.transaction_reads", "until_write");
    application = Application.start(cluster, more, Account.class);
    application.write(
        manager -> {
          for (long id = 1; id <= 100; id++) {
            manager.persist(new Account(id, "owner " + id % 7, 100));
          }
        });
    cluster.awaitCatchUp();
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @BeforeEach
  void forget() {
    application.journeys().clear();
    primary.clearStatements();
    replica.clearStatements();
  }

  @AfterEach
  void replay() {
    replica.resumeReplay();
    cluster.awaitCatchUp();
  }

  private static Account find(EntityManager manager, long id) {
    return manager.find(Account.class, id);
  }

  private static long count(EntityManager manager) {
    return manager.createQuery(PROBE, Long.class).getSingleResult();
  }

  private static List<Journey> probes() {
    return application.journeys().of("count(");
  }

  @Test
  void a_transaction_that_only_reads_runs_on_a_replica_and_the_primary_hears_nothing_of_it() {
    application.write(
        manager -> {
          find(manager, 1);
          count(manager);
        });

    assertThat(application.journeys().all())
        .hasSize(2)
        .allMatch(journey -> journey.role() == TargetRole.REPLICA)
        .allMatch(journey -> journey.reason() == RoutingReason.UNTIL_WRITE);
    assertThat(Servers.ran(primary)).isEmpty();
  }

  @Test
  void what_follows_a_flush_that_wrote_runs_on_the_primary() {
    application.write(
        manager -> {
          Account account = find(manager, 1);
          account.setBalance(account.getBalance() + 1);
          manager.flush();
          find(manager, 2);
        });

    assertThat(application.journeys().of("select"))
        .extracting(Journey::reason)
        .containsExactly(RoutingReason.UNTIL_WRITE, RoutingReason.UNIT_ON_PRIMARY);
  }

  @Test
  void an_optimistic_lock_is_compared_on_the_primary() {
    replica.pauseReplay();
    Account seen = application.outside(manager -> find(manager, 7));
    application.write(
        manager ->
            manager
                .unwrap(Session.class)
                .createMutationQuery("update versioned Account set balance = 7 where id = 7")
                .executeUpdate());

    assertThat(seen.getBalance()).isEqualTo(100);
    assertThatThrownBy(
            () ->
                application.write(
                    manager -> {
                      Account account = find(manager, 7);
                      assertThat(account.getBalance()).as("as the replica has it").isEqualTo(100);
                      manager.lock(account, LockModeType.OPTIMISTIC);
                    }))
        .isInstanceOf(RollbackException.class);
  }

  @Test
  void at_repeatable_read_it_is_the_primarys_from_the_start() {
    application.outside(
        manager -> {
          Session session = manager.unwrap(Session.class);
          session.doWork(
              connection ->
                  connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ));
          session.beginTransaction();
          count(manager);
          session.getTransaction().commit();
          return null;
        });

    assertThat(probes())
        .extracting(Journey::reason)
        .containsExactly(RoutingReason.WRITING_TRANSACTION);
  }

  @Test
  void the_next_transaction_of_a_session_reads_from_a_replica_again() {
    application.outside(
        manager -> {
          for (int i = 0; i < 2; i++) {
            manager.getTransaction().begin();
            manager.clear();
            count(manager);
            manager.refresh(find(manager, 10));
            manager.getTransaction().commit();
          }
          return null;
        });

    assertThat(probes())
        .extracting(Journey::reason)
        .containsExactly(RoutingReason.UNTIL_WRITE, RoutingReason.UNTIL_WRITE);
  }

  /** Each row is written once and not read again, so that no fence and no old version is met. */
  @Test
  void reads_of_transactions_that_only_read_run_on_replicas_and_begin_none_on_the_primary() {
    int begun = 0;
    for (int unit = 0; unit < 500; unit++) {
      boolean writes = unit % 10 == 0;
      long id = writes ? 20 + unit / 10 : 70 + unit % 30;
      begun += writes ? 1 : 0;
      application.write(
          manager -> {
            Account account = find(manager, id);
            count(manager);
            if (writes) {
              account.setBalance(account.getBalance() + 1);
            }
          });
    }

    assertThat(application.journeys().of("select"))
        .hasSize(1000)
        .allMatch(read -> read.role() == TargetRole.REPLICA);
    assertThat(Servers.ran(primary).stream().filter(sql -> sql.startsWith("BEGIN")).count())
        .isEqualTo(begun);
  }

  @Test
  void what_was_written_before_is_seen_all_the_same() {
    Map<String, Object> more = new HashMap<>();
    more.put("hibernate.split.transaction_reads", "until_write");
    more.put("hibernate.split.consistency", "application");
    try (Application consistent = Application.start(cluster, more, Account.class)) {
      for (int unit = 1; unit <= 200; unit++) {
        int seen = consistent.writing(manager -> increment(find(manager, 11)));
        assertThat(seen).isEqualTo(100 + unit);
      }
      long onReplica =
          consistent.journeys().of("select").stream()
              .filter(read -> read.role() == TargetRole.REPLICA)
              .count();
      assertThat(onReplica).as("each row is read right after it was written").isLessThan(200);
    }
  }

  private static int increment(Account account) {
    account.setBalance(account.getBalance() + 1);
    return account.getBalance();
  }
}
