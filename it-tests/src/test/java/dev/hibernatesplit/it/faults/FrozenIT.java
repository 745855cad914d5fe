package dev.hibernatesplit.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.internal.Splitter;
import dev.hibernatesplit.internal.config.Configuration;
import dev.hibernatesplit.internal.connection.SessionView;
import dev.hibernatesplit.internal.consistency.Memory;
import dev.hibernatesplit.internal.consistency.Provenance;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Journeys;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A replica that does not answer is told from a slow query by who calls it frozen. */
@PostgresCluster(replicas = 2)
class FrozenIT {

  /** A session that only reads, outside transactions. */
  private static final SessionView SESSION =
      new SessionView() {
        @Override
        public boolean transactionInProgress() {
          return false;
        }

        @Override
        public boolean readOnlyBySigns() {
          return false;
        }

        @Override
        public String target() {
          return null;
        }

        @Override
        public String consistency() {
          return "eventual";
        }

        @Override
        public Provenance provenance() {
          return new Provenance();
        }

        @Override
        public Memory memory() {
          return new Memory();
        }

        @Override
        public boolean partOfAWrite() {
          return false;
        }
      };

  private final ReplicatedPostgres cluster;
  private final PostgresServer frozen;
  private final Journeys journeys = new Journeys();
  private Splitter splitter;

  FrozenIT(ReplicatedPostgres cluster) {
    this.cluster = cluster;
    this.frozen = cluster.replica("r1");
  }

  @BeforeEach
  void start() {
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("hibernate.split.probe_interval", "1h");
    settings.put("hibernate.split.probe_timeout", "1h"); // nobody but the test ends anything
    settings.put("hibernate.split.listeners", journeys);
    splitter = Splitter.start(Configuration.read(settings, name -> Object.class));
  }

  @AfterEach
  void stop() {
    frozen.thaw();
    splitter.close();
  }

  private String ask(String sql) {
    try (Connection connection = splitter.connector().open(SESSION, false);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads something, and tells who answered in the end. */
  private String whoAnswers() {
    assertThat(ask("select 1")).isEqualTo("1");
    return journeys.last().decision().target();
  }

  private Target target() {
    return splitter.topology().target("r1");
  }

  /** Asks until the replica is asked, and so hangs. */
  private CompletableFuture<String> hangingRead() {
    await().until(() -> whoAnswers().equals("r1"));
    assertThat(whoAnswers()).isEqualTo("r2");
    frozen.freeze();
    CompletableFuture<String> read = CompletableFuture.supplyAsync(this::whoAnswers);
    assertThatThrownBy(() -> read.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
    return read;
  }

  @Test
  void reads_that_wait_for_a_frozen_replica_are_answered_by_the_other() throws Exception {
    CompletableFuture<String> read = hangingRead();
    long start = System.nanoTime();
    target().abortAll("two probes in a row had no answer");
    assertThat(read.get(5, TimeUnit.SECONDS)).isEqualTo("r2");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    assertThat(splitter.topology().rotation().serves("r1")).isFalse();
  }

  @Test
  void without_that_they_wait_on() {
    CompletableFuture<String> read = hangingRead();
    assertThatThrownBy(() -> read.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
    frozen.thaw();
    assertThat(read.join()).isEqualTo("r1");
  }

  @Test
  void of_a_data_source_that_was_given_what_is_lent_is_broken_off() throws Exception {
    splitter.close();
    PGSimpleDataSource given = new PGSimpleDataSource();
    given.setUrl(frozen.jdbcUrl());
    given.setUser(cluster.user());
    given.setPassword(cluster.password());
    Map<String, Object> settings = Application.settings(cluster);
    settings.remove("hibernate.split.replicas.r1.url");
    settings.put("hibernate.split.replicas.r1.datasource", given);
    settings.put("hibernate.split.probe_interval", "1h");
    settings.put("hibernate.split.probe_timeout", "1h"); // nobody but the test ends anything
    settings.put("hibernate.split.listeners", journeys);
    splitter = Splitter.start(Configuration.read(settings, name -> Object.class));
    Connection lent = target().connection();
    target().physical(lent); // from now on it is ours to end
    Connection back = target().connection();
    target().giveBack(back, target().physical(back)); // which closes it, since nobody pools it
    frozen.freeze();
    CompletableFuture<Boolean> read =
        CompletableFuture.supplyAsync(
            () -> {
              try (Statement statement = lent.createStatement()) {
                return statement.execute("select 1");
              } catch (SQLException e) {
                return false;
              }
            });
    assertThatThrownBy(() -> read.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
    target().abortAll("two probes in a row had no answer");
    assertThat(read.get(5, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void it_is_known_when_a_connection_was_made() throws SQLException {
    long before = System.nanoTime();
    long first;
    try (Connection connection = target().connection()) {
      first = target().physical(connection).madeAt();
      assertThat(first).isLessThan(System.nanoTime());
    }
    target().evict();
    try (Connection connection = target().connection()) {
      assertThat(target().physical(connection).madeAt()).isGreaterThan(first).isGreaterThan(before);
      assertThat(target().physical(connection).madeAt())
          .isEqualTo(target().physical(connection).madeAt());
    }
  }

  @Test
  void what_is_evicted_runs_to_its_end() throws SQLException {
    try (Connection connection = target().connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select 1")) {
      target().evict();
      assertThat(row.next()).isTrue();
      assertThat(statement.execute("select 2")).isTrue();
    }
  }
}
