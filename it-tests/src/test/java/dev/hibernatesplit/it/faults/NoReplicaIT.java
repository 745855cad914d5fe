package dev.hibernatesplit.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.Routing;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No replica is left: what reads do then, and what they leave to the writes. */
@PostgresCluster(replicas = 2, reuse = false)
class NoReplicaIT {

  private final ReplicatedPostgres cluster;
  private final CountDownLatch end = new CountDownLatch(1);
  private Application application;

  NoReplicaIT(ReplicatedPostgres cluster) throws SQLException {
    this.cluster = cluster;
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists plain (id int)");
    }
    cluster.awaitCatchUp();
  }

  private void start(String key, Object value) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("hibernate.hikari.maximumPoolSize", "4");
    settings.put("hibernate.hikari.connectionTimeout", "2000");
    settings.put("hibernate.split.probe_interval", "200ms");
    settings.put(key, value);
    application = Application.start(cluster, settings);
  }

  private void bothGo() {
    cluster.replicas().forEach(replica -> replica.kill());
    awaitServing(false);
  }

  private void awaitServing(boolean serving) {
    await()
        .until(
            () ->
                SplitManagement.of(application.factory()).targets().stream()
                    .filter(target -> target.role() == TargetRole.REPLICA)
                    .allMatch(target -> target.serving() == serving));
  }

  @AfterEach
  void allAreBack() {
    end.countDown();
    application.close();
    cluster.replicas().forEach(replica -> replica.start());
  }

  private long count() {
    return application.outside(
        manager ->
            ((Number) manager.createNativeQuery("select count(*) from plain").getSingleResult())
                .longValue());
  }

  private void write() {
    application.write(
        manager -> manager.createNativeQuery("insert into plain values (1)").executeUpdate());
  }

  /** Read-only transactions that hold the primary's connection until the end. */
  private List<CompletableFuture<Void>> hold(int readers) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      CompletableFuture<Void> holds = new CompletableFuture<>();
      all.add(
          CompletableFuture.runAsync(
              () ->
                  application.readOnly(
                      manager -> {
                        manager.createNativeQuery("select 1").getSingleResult();
                        holds.complete(null);
                        return awaitEnd();
                      })));
      holds.join();
    }
    return all;
  }

  private boolean awaitEnd() {
    try {
      return end.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void reads_go_to_the_primary_and_return_to_the_replicas() {
    start("hibernate.split.no_replica", "primary");
    bothGo();
    long count = count();
    assertThat(application.journeys().last().reason()).isEqualTo(RoutingReason.NO_REPLICA);
    write();
    cluster.replicas().forEach(replica -> replica.start());
    cluster.awaitCatchUp();
    awaitServing(true);
    assertThat(count()).isEqualTo(count + 1);
    assertThat(application.journeys().last().role()).isEqualTo(TargetRole.REPLICA);
  }

  @Test
  void they_leave_half_of_the_pool_to_the_writes() {
    start("hibernate.split.primary_read_share", "50%");
    bothGo();
    List<CompletableFuture<Void>> readers = hold(2);
    write();
    assertThatThrownBy(this::count)
        .rootCause()
        .isInstanceOf(SQLTransientConnectionException.class)
        .hasMessageContaining("hibernate.split.primary_read_share = 50%")
        .hasMessageContaining("2 connections")
        .hasMessageContaining("r1: out since")
        .hasMessageContaining("r2: out since");
    write();
    end.countDown();
    readers.forEach(CompletableFuture::join);
    assertThat(count()).isPositive();
  }

  @Test
  void one_that_waits_goes_on_as_a_place_is_given_back() throws Exception {
    start("hibernate.hikari.connectionTimeout", "20000");
    bothGo();
    hold(2);
    CompletableFuture<Long> read = CompletableFuture.supplyAsync(this::count);
    assertThatThrownBy(() -> read.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
    end.countDown();
    assertThat(read.get(5, TimeUnit.SECONDS)).isNotNegative();
  }

  @Test
  void without_the_cap_they_starve_the_writes() {
    start("hibernate.split.primary_read_share", "100%");
    bothGo();
    hold(4);
    assertThatThrownBy(this::write)
        .rootCause()
        .isInstanceOf(SQLTransientConnectionException.class)
        .hasMessageContaining("request timed out");
  }

  @Test
  void or_they_fail_with_a_word_on_each_replica() {
    start("hibernate.split.no_replica", "Fail");
    assertThat(count()).isNotNegative();
    bothGo();
    assertThatThrownBy(this::count)
        .rootCause()
        .isInstanceOfSatisfying(
            SQLTransientConnectionException.class,
            e -> assertThat(e.getSQLState()).isEqualTo("08001"))
        .hasMessageContaining("hibernate.split.no_replica = fail")
        .hasMessageContaining("r1: out since")
        .hasMessageContaining("r2: out since");
    write();
    long onPurpose = Routing.onPrimary(this::count);
    assertThat(onPurpose).isPositive();
    assertThat(
            application.<Object>writing(
                manager -> manager.createNativeQuery("select 1").getSingleResult()))
        .isEqualTo(1);
  }

  @Test
  void so_does_one_that_was_asked_of_a_replica_that_is_gone() {
    start("hibernate.split.no_replica", "fail");
    cluster.replica("r2").kill();
    await().until(() -> !SplitManagement.of(application.factory()).target("r2").serving());
    assertThatThrownBy(() -> Routing.on("r2", this::count))
        .rootCause()
        .hasMessageContaining("r1: serves")
        .hasMessageContaining("r2: out since");
    assertThat(count()).isNotNegative();
  }

  @Test
  void a_read_that_the_last_replica_lost_fails_with_its_loss_as_the_cause() {
    start("hibernate.split.no_replica", "fail");
    cluster.replica("r2").kill();
    await().until(() -> !SplitManagement.of(application.factory()).target("r2").serving());
    assertThatThrownBy(
            () ->
                application.readOnly(
                    manager -> {
                      manager.createNativeQuery("select 1").getSingleResult();
                      cluster.replica("r1").kill();
                      return manager.createNativeQuery("select 2").getSingleResult();
                    }))
        .hasStackTraceContaining("hibernate.split.no_replica = fail")
        .hasRootCauseInstanceOf(Exception.class)
        .hasStackTraceContaining("PSQLException");
  }
}
