package dev.hibernatesplit.testing.split;

import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.assertThat;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.insert;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.select;

import dev.hibernatesplit.testing.junit.SimulatedCluster;
import dev.hibernatesplit.testing.junit.SplitApplication;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;

@SimulatedCluster(replicas = 1) // or, for a real one, @PostgresCluster(replicas = 1)
@SplitApplication(Product.class)
class ShopTest {

  @Test
  void creates_stay_and_lists_leave(EntityManagerFactory factory, SplitCluster cluster) {
    new Shop(factory).create("chair");
    cluster.settle(); // the replica has it, and the library knows
    new Shop(factory).list();
    assertThat(cluster.primary()).ranOnly(insert().on("product"));
    assertThat(cluster.replica("r1")).ranOnly(select().because(READ_OUTSIDE_TRANSACTION));
  }
}
