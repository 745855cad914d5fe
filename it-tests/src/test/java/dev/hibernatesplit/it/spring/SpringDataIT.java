package dev.hibernatesplit.it.spring;

import static dev.hibernatesplit.RoutingReason.HINT;
import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.it.Witness;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Repositories of Spring Data: their own transactions, and hints by annotation. */
@PostgresCluster(replicas = 2)
class SpringDataIT {

  private ReplicatedPostgres cluster;
  private Witness witness;
  private SpringApplication application;
  private Authors authors;

  @BeforeEach
  void start(ReplicatedPostgres given) {
    cluster = given;
    witness = new Witness(cluster);
    application =
        SpringApplication.withRepositories(
            cluster, Shape.DATA_SOURCE, Map.of("hibernate.split.replicas.r2.dedicated", "true"));
    authors = application.bean(Authors.class);
    authors.save(new Author("Ursula", "Exile"));
    cluster.awaitCatchUp();
    witness.forget();
    application.journeys().clear();
  }

  @AfterEach
  void stop() {
    application.close();
  }

  @Test
  void what_a_repository_reads_leaves_the_primary() {
    assertThat(authors.findByName("Ursula")).hasSize(1);
    assertThat(authors.findAll()).hasSize(1);
    assertThat(authors.count()).isEqualTo(1);
    assertThat(application.journeys().all())
        .hasSize(3)
        .extracting(Journey::reason)
        .containsExactly(READ_OUTSIDE_TRANSACTION, READ_ONLY_UNIT, READ_ONLY_UNIT);
    witness.onlyReplicasRan();
  }

  @Test
  void what_it_saves_and_deletes_runs_on_the_primary() {
    Author author = authors.save(new Author("Stanislaw"));
    authors.delete(author);
    assertThat(application.journeys().all())
        .isNotEmpty()
        .allMatch(journey -> journey.role() == TargetRole.PRIMARY);
    witness.onlyThePrimaryRan();
  }

  @Test
  void a_hint_on_a_method_names_its_target() {
    assertThat(authors.findByNameNot("Stanislaw")).hasSize(1);
    assertThat(authors.others("Stanislaw")).isEqualTo(1);
    assertThat(application.journeys().all())
        .hasSize(2)
        .extracting(Journey::decision)
        .allMatch(decision -> decision.target().equals("r2") && decision.reason() == HINT);
    assertThat(Servers.ran(cluster.replica("r2")))
        .hasSize(2)
        .noneMatch(sql -> sql.contains("split:"));
  }
}
