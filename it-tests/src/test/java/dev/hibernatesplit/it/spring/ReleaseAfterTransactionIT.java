package dev.hibernatesplit.it.spring;

import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static dev.hibernatesplit.RoutingReason.UNIT_ON_PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Witness;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.EntityManager;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * In this mode Spring does not tell the connection that a transaction is read-only: the session's
 * signs are all there is, and they forbid nothing.
 */
class ReleaseAfterTransactionIT {

  private static final String COUNT = "select count(a) from Author a where a.name = :name";

  private static ReplicatedPostgres cluster;
  private static Witness witness;
  private static SpringApplication application;
  private static Library library;

  @BeforeAll
  static void start() {
    cluster = ReplicatedPostgres.start();
    witness = new Witness(cluster);
    application =
        SpringApplication.start(
            cluster,
            Shape.DATA_SOURCE,
            Map.of(
                "hibernate.connection.handling_mode",
                "DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION"));
    library = application.library();
    library.writing(m -> m.merge(new Author("Ursula", "Exile", "Rocannon")));
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
  void a_read_only_method_is_recognised_and_reads_on_a_replica() {
    int books =
        library.reading(
            m ->
                m.createQuery("from Author where name = 'Ursula'", Author.class)
                    .getSingleResult()
                    .getBooks()
                    .size());

    assertThat(books).isEqualTo(2);
    assertThat(application.journeys().all()).hasSize(2).allMatch(j -> j.reason() == READ_ONLY_UNIT);
    witness.onlyReplicasRan();
  }

  @Test
  void a_method_that_may_write_is_told_from_it() {
    library.writing(m -> count(m, "Ursula"));
    witness.onlyThePrimaryRan();
  }

  @Test
  void a_bulk_update_moves_it_to_the_primary_and_is_committed() {
    int updated =
        library.reading(
            m -> {
              count(m, "Ursula");
              int rows =
                  m.createQuery(
                          "update Book b set b.title = b.title || '!' where b.author.name = 'Ursula'")
                      .executeUpdate();
              count(m, "Ursula");
              return rows;
            });

    assertThat(updated).isEqualTo(2);
    assertThat(application.journeys().of("count("))
        .extracting(journey -> journey.reason())
        .containsExactly(READ_ONLY_UNIT, UNIT_ON_PRIMARY);
    assertThat(application.journeys().of("update Book"))
        .allMatch(journey -> journey.role() == TargetRole.PRIMARY);
    Long changed =
        library.writing(
            m ->
                m.createQuery("select count(b) from Book b where b.title like '%!'", Long.class)
                    .getSingleResult());
    assertThat(changed).isEqualTo(2);
  }

  @Test
  void what_is_persisted_and_flushed_by_hand_is_committed() {
    library.reading(
        m -> {
          count(m, "Vonda");
          m.persist(new Author("Vonda", "Dreamsnake"));
          m.flush();
          return count(m, "Vonda");
        });

    assertThat(library.<Long>writing(m -> count(m, "Vonda"))).isEqualTo(1);
    assertThat(application.journeys().of("insert"))
        .isNotEmpty()
        .allMatch(journey -> journey.role() == TargetRole.PRIMARY);
  }

  private static Long count(EntityManager manager, String name) {
    return manager.createQuery(COUNT, Long.class).setParameter("name", name).getSingleResult();
  }
}
