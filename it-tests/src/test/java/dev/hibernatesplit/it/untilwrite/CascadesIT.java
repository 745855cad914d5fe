package dev.hibernatesplit.it.untilwrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Book;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A query flushes first, and a flush comes by everything that is persisted with something else. */
@PostgresCluster(replicas = 1)
class CascadesIT {

  private Application application;

  @BeforeEach
  void start(ReplicatedPostgres cluster) {
    application =
        Application.start(
            cluster,
            Map.of(
                "jakarta.persistence.schema-generation.database.action", "drop-and-create",
                "hibernate.split.transaction_reads", "until_write"),
            Shelf.class,
            Account.class,
            Author.class,
            Book.class);
    application.write(
        manager -> {
          Shelf shelf = new Shelf(1);
          shelf.getAccounts().add(new Account(1, "owner", 1));
          manager.persist(shelf);
        });
    cluster.awaitCatchUp();
    application.journeys().clear();
  }

  @AfterEach
  void stop() {
    application.close();
  }

  /** Of a table that none of it concerns. */
  private static long count(EntityManager manager) {
    return manager.createQuery("select count(a) from Author a", Long.class).getSingleResult();
  }

  @Test
  void what_is_persistent_already_means_nothing() {
    application.write(
        manager -> {
          assertThat(manager.find(Shelf.class, 1L).getAccounts()).hasSize(1);
          count(manager);
          count(manager);
        });

    assertThat(application.journeys().all())
        .hasSize(4)
        .extracting(Journey::reason)
        .containsOnly(RoutingReason.UNTIL_WRITE);
  }

  @Test
  void what_is_new_means_to_write() {
    application.write(
        manager -> {
          Shelf shelf = manager.find(Shelf.class, 1L);
          assertThat(shelf.getAccounts()).hasSize(1);
          shelf.getAccounts().add(new Account(2, "another", 1));
          count(manager);
        });

    assertThat(application.journeys().of("count("))
        .extracting(Journey::reason)
        .containsExactly(RoutingReason.WRITING_TRANSACTION);
  }
}
