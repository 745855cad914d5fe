package dev.hibernatesplit.it.spring;

import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static dev.hibernatesplit.RoutingReason.WRITING_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Pools;
import dev.hibernatesplit.it.Witness;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.sql.Savepoint;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** JDBC and JPA on one DataSource: inside a JPA transaction they share its connection. */
class JdbcTemplateIT {

  private static final String COUNT = "select count(*) from author where name = ?";

  private static ReplicatedPostgres cluster;
  private static Witness witness;
  private static SpringApplication application;
  private static Library library;
  private static JdbcTemplate jdbc;

  @BeforeAll
  static void start() {
    cluster = ReplicatedPostgres.start();
    witness = new Witness(cluster);
    application =
        SpringApplication.start(
            cluster,
            Shape.DATA_SOURCE,
            Map.of("hibernate.hikari.registerMbeans", true),
            pool -> pool.setRegisterMbeans(true));
    library = application.library();
    jdbc = new JdbcTemplate(application.bean(DataSource.class));
    write("Ursula");
    cluster.awaitCatchUp();
  }

  @AfterAll
  static void stop() {
    application.close();
    cluster.close();
  }

  @BeforeEach
  void forget() {
    witness.forget();
    application.journeys().clear();
  }

  @Test
  void inside_a_read_only_transaction_it_reads_on_a_replica() {
    long count = library.reading(m -> count("Ursula"));

    assertThat(count).isEqualTo(1);
    assertThat(application.journeys().last().reason()).isEqualTo(READ_ONLY_UNIT);
    witness.onlyReplicasRan();
  }

  @Test
  void it_reads_on_the_replica_that_jpa_reads_on() {
    library.reading(m -> m.find(Author.class, 1L) == null ? 0 : count("Ursula"));

    assertThat(application.journeys().all())
        .hasSize(2)
        .extracting(journey -> journey.decision().target())
        .containsOnly(application.journeys().last().decision().target());
  }

  @Test
  void inside_a_read_only_transaction_its_writes_are_refused() {
    assertThatThrownBy(() -> library.reading(m -> jdbc.update("delete from book")))
        .rootCause()
        .hasMessageContaining("read-only transaction")
        .hasMessageContaining("«delete from book»");
    assertThat(witness.onPrimary()).noneMatch(sql -> sql.contains("delete"));
  }

  @Test
  void inside_a_writing_transaction_it_sees_what_jpa_has_not_committed() {
    long inside =
        library.writing(
            m -> {
              m.persist(new Author("Vonda"));
              m.flush();
              return count("Vonda");
            });

    assertThat(inside).isEqualTo(1);
    assertThat(application.journeys().last().reason()).isEqualTo(WRITING_TRANSACTION);
    witness.onlyThePrimaryRan();
  }

  @Test
  void what_it_writes_is_committed_and_rolled_back_with_jpa() {
    library.writing(m -> jdbc.update("insert into author (id, name) values (-1, 'Kept')"));
    assertThatThrownBy(
            () ->
                library.writing(
                    m -> {
                      jdbc.update("insert into author (id, name) values (-2, 'Lost')");
                      throw new IllegalStateException("changed my mind");
                    }))
        .hasMessage("changed my mind");

    assertThat(count("Kept")).isEqualTo(1);
    assertThat(count("Lost")).isZero();
  }

  @Test
  void a_savepoint_takes_back_what_was_written_after_it() {
    library.writing(
        m -> {
          jdbc.update("insert into author (id, name) values (-3, 'Before')");
          Savepoint savepoint = jdbc.execute((java.sql.Connection c) -> c.setSavepoint());
          jdbc.update("insert into author (id, name) values (-4, 'After')");
          return jdbc.execute(
              (java.sql.Connection c) -> {
                c.rollback(savepoint);
                return true;
              });
        });

    assertThat(count("Before")).isEqualTo(1);
    assertThat(count("After")).isZero();
  }

  @Test
  void outside_a_jpa_transaction_it_has_the_data_source_itself() {
    assertThat(count("Ursula")).isEqualTo(1);

    assertThat(application.journeys().all()).isEmpty();
    witness.onlyThePrimaryRan();
  }

  @Test
  void every_connection_goes_back_to_its_pool() {
    library.reading(m -> count("Ursula"));
    library.writing(m -> count("Ursula"));
    count("Ursula");

    assertThat(Pools.count()).isEqualTo(3);
    Pools.awaitIdle();
  }

  private static void write(String name) {
    library.writing(
        m -> {
          m.persist(new Author(name));
          return true;
        });
  }

  private static long count(String name) {
    return jdbc.queryForObject(COUNT, Long.class, name);
  }
}
