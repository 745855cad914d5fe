package dev.hibernatesplit.testing.split;

import static dev.hibernatesplit.testing.assertions.SplitAssertions.assertThat;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.testing.junit.SimulatedCluster;
import dev.hibernatesplit.testing.junit.SplitApplication;
import dev.hibernatesplit.testing.simulated.SimulatedPostgres;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;

@SimulatedCluster
@SplitApplication(Product.class)
class SimulatedPromotionTest {

  @Test
  void the_library_follows_a_promotion(EntityManagerFactory factory, SimulatedPostgres postgres) {
    Shop shop = new Shop(factory);
    shop.create("chair");
    postgres.promote("r1");

    await().ignoreExceptions().until(() -> shop.create("table") != null);

    assertThat(postgres.target("r1")).ran(insert().on("product"));
    assertThat(postgres.target("primary")).ran(insert().on("product")); // the chair
    assertThat(shop.list()).containsExactly("chair", "table");
  }
}
