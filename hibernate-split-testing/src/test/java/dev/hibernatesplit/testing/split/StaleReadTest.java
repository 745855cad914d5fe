package dev.hibernatesplit.testing.split;

import static dev.hibernatesplit.RoutingReason.FENCE;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.assertThat;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.select;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.testing.junit.SimulatedCluster;
import dev.hibernatesplit.testing.junit.SplitApplication;
import dev.hibernatesplit.testing.simulated.SimulatedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a lag that the test sets does to one session that writes and then reads. */
class StaleReadTest {

  private static final Duration LAG = Duration.ofSeconds(5);

  private static List<String> listAfterCreating(
      EntityManagerFactory shop, SimulatedPostgres postgres) {
    postgres.lag("r1", LAG);
    try (EntityManager session = shop.createEntityManager()) {
      session.getTransaction().begin();
      session.persist(new Product("chair"));
      session.getTransaction().commit();
      postgres.settle();
      return Shop.list(session);
    }
  }

  @Nested
  @SimulatedCluster(replicas = 1)
  @SplitApplication(value = Product.class, settings = "hibernate.split.consistency = eventual")
  class AtEventual {

    @Test
    void a_session_misses_what_it_wrote(EntityManagerFactory shop, SimulatedPostgres postgres) {
      assertThat(listAfterCreating(shop, postgres)).isEmpty();

      assertThat(postgres.replica("r1")).ran(select().on("product"));
    }

    @Test
    void it_finds_it_when_the_lag_has_passed(
        EntityManagerFactory shop, SimulatedPostgres postgres) {
      assertThat(listAfterCreating(shop, postgres)).isEmpty();
      postgres.pass(LAG.minusMillis(1));
      assertThat(new Shop(shop).list()).isEmpty();

      postgres.pass(Duration.ofMillis(1));

      assertThat(new Shop(shop).list()).containsExactly("chair");
    }
  }

  @Nested
  @SimulatedCluster(replicas = 1)
  @SplitApplication(value = Product.class, settings = "hibernate.split.consistency = session")
  class AtSession {

    @Test
    void a_session_finds_what_it_wrote(EntityManagerFactory shop, SimulatedPostgres postgres) {
      assertThat(listAfterCreating(shop, postgres)).containsExactly("chair");

      assertThat(postgres.primary()).ran(select().on("product").because(FENCE));
      assertThat(postgres.replica("r1")).ranNothing();
    }

    @Test
    void others_may_miss_it(EntityManagerFactory shop, SimulatedPostgres postgres) {
      listAfterCreating(shop, postgres);

      assertThat(new Shop(shop).list()).isEmpty();
    }
  }
}
