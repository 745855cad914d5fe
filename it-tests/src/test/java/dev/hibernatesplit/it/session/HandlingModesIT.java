package dev.hibernatesplit.it.session;

import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Book;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.it.Pools;
import dev.hibernatesplit.it.Witness;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.util.Map;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whenever Hibernate takes and gives back a connection, it is the right one. */
class HandlingModesIT {

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
  @EnumSource(PhysicalConnectionHandlingMode.class)
  void reads_and_writes_go_where_they_should(PhysicalConnectionHandlingMode mode) {
    Map<String, Object> settings =
        Map.of(
            "hibernate.connection.handling_mode", mode,
            "hibernate.hikari.registerMbeans", "true",
            "jakarta.persistence.schema-generation.database.action", "drop-and-create");
    try (Application application =
        Application.start(cluster, settings, Author.class, Book.class)) {
      application.write(m -> m.persist(new Author("Ursula")));
      cluster.awaitCatchUp();
      application.journeys().clear();
      Witness witness = new Witness(cluster);
      witness.forget();

      assertThat(count(application)).isEqualTo(1);
      application.readOnly(m -> m.createQuery("from Author", Author.class).getResultList());
      assertThat(application.journeys().all().get(1).reason()).isEqualTo(READ_ONLY_UNIT);
      witness.onlyReplicasRan();

      application.write(m -> m.createQuery("from Author", Author.class).getSingleResult());
      assertThat(application.journeys().last()).matches(HandlingModesIT::onPrimary);
      assertThat(Pools.active()).isZero();
    }
  }

  private static long count(Application application) {
    return application.outside(
        m -> m.createQuery("select count(a) from Author a", Long.class).getSingleResult());
  }

  private static boolean onPrimary(Journey journey) {
    return journey.role() == TargetRole.PRIMARY;
  }
}
