package dev.hibernatesplit.it;

import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main job, counted by the servers themselves. */
class ReadsLeaveIT {

  private static ReplicatedPostgres cluster;
  private static Application application;
  private static Long id;

  @BeforeAll
  static void start() {
    cluster = ReplicatedPostgres.start();
    application =
        Application.start(
            cluster,
            Map.of("jakarta.persistence.schema-generation.database.action", "create"),
            Author.class,
            Book.class);
    Author author = new Author("Ursula", "The Dispossessed", "Planet of Exile");
    application.write(manager -> manager.persist(author));
    id = author.getId();
    cluster.awaitCatchUp();
  }

  @AfterAll
  static void stop() {
    application.close();
    cluster.close();
  }

  @BeforeEach
  void forget() {
    cluster.clearStatements();
    application.journeys().clear();
  }

  private static long selects(PostgresServer server) {
    return Servers.ran(server).stream().filter(sql -> sql.startsWith("select")).count();
  }

  @Test
  void finds_outside_a_transaction_are_spread_over_the_replicas() {
    for (int i = 0; i < 100; i++) {
      assertThat(application.<Author>outside(m -> m.find(Author.class, id)).getName())
          .isEqualTo("Ursula");
    }
    assertThat(Servers.ran(cluster.primary())).isEmpty();
    assertThat(selects(cluster.replica("r1"))).isEqualTo(50);
    assertThat(selects(cluster.replica("r2"))).isEqualTo(50);
    assertThat(application.journeys().all())
        .allMatch(journey -> journey.reason() == READ_OUTSIDE_TRANSACTION);
  }

  @Test
  void a_read_only_transaction_reads_on_one_replica() {
    int books = application.readOnly(m -> m.find(Author.class, id).getBooks().size());
    assertThat(books).isEqualTo(2);
    assertThat(application.journeys().all())
        .hasSize(2)
        .allMatch(journey -> journey.reason() == READ_ONLY_UNIT)
        .extracting(journey -> journey.decision().target())
        .containsOnly(application.journeys().last().decision().target());
    assertThat(Servers.ran(cluster.primary())).isEmpty();
  }

  @Test
  void a_writing_transaction_stays_on_the_primary() {
    application.write(m -> m.find(Author.class, id).setName("Ursula"));
    application.write(m -> m.persist(new Author("Iain", "Excession")));
    assertThat(application.journeys().all())
        .isNotEmpty()
        .allMatch(journey -> journey.role() == TargetRole.PRIMARY);
    assertThat(Servers.ran(cluster.replica("r1"))).isEmpty();
    assertThat(Servers.ran(cluster.replica("r2"))).isEmpty();
  }
}
