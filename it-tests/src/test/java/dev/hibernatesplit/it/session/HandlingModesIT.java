package dev.hibernatesplit.it.session;

import static dev.hibernatesplit.RoutingReason.NO_SESSION;
import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static dev.hibernatesplit.RoutingReason.WRITING_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Book;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.it.Pools;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whenever Hibernate takes and gives back a connection, each statement goes where it should. */
class HandlingModesIT {

  private static final String COUNT = "select count(a) from Author a";

  private static ReplicatedPostgres cluster;

  @BeforeAll
  static void start() {
    cluster = ReplicatedPostgres.start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELAYED_ACQUISITION_AND_HOLD",
        "DELAYED_ACQUISITION_AND_RELEASE_AFTER_STATEMENT",
        "DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION"
      })
  void a_session_that_takes_its_connection_when_needed_is_known(String mode) {
    assertThat(reasonsIn(mode))
        .containsExactly(READ_OUTSIDE_TRANSACTION, READ_ONLY_UNIT, WRITING_TRANSACTION);
  }

  /** Hibernate takes this connection before the session can be known: it is the primary's. */
  @Test
  void a_session_that_takes_its_connection_at_once_has_the_primary_only() {
    assertThat(reasonsIn("IMMEDIATE_ACQUISITION_AND_HOLD")).hasSize(3).containsOnly(NO_SESSION);
  }

  private static List<RoutingReason> reasonsIn(String mode) {
    Map<String, Object> settings =
        Map.of(
            "hibernate.connection.handling_mode", mode,
            "hibernate.hikari.registerMbeans", "true",
            "jakarta.persistence.schema-generation.database.action", "drop-and-create");
    try (Application application = Application.start(cluster, settings, Author.class, Book.class)) {
      application.write(manager -> manager.persist(new Author("Ursula")));
      cluster.awaitCatchUp();
      application.journeys().clear();

      assertThat(application.<Long>outside(HandlingModesIT::count)).isEqualTo(1);
      assertThat(application.<Long>readOnly(HandlingModesIT::count)).isEqualTo(1);
      assertThat(application.<Long>writing(HandlingModesIT::count)).isEqualTo(1);
      Pools.awaitIdle();
      return application.journeys().of("count(").stream().map(Journey::reason).toList();
    }
  }

  private static Long count(EntityManager manager) {
    return manager.createQuery(COUNT, Long.class).getSingleResult();
  }
}
