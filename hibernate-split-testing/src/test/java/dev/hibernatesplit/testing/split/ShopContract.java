package dev.hibernatesplit.testing.split;

import static dev.hibernatesplit.RoutingReason.FENCE;
import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static dev.hibernatesplit.RoutingReason.WRITE;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.assertThat;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.insert;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.select;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be said of an application on any cluster, simulated or real, in the same words. */
abstract class ShopContract {

  private SplitCluster cluster;
  private EntityManagerFactory factory;
  private Shop shop;

  @BeforeEach
  void open(SplitCluster given, EntityManagerFactory application) {
    cluster = given;
    factory = application;
    shop = new Shop(application);
  }

  @Test
  void a_create_goes_to_the_primary_and_a_list_to_the_replica() {
    shop.create("chair");
    cluster.settle();
    assertThat(shop.list()).containsExactly("chair");
    assertThat(cluster.primary()).ranOnly(insert().on("product").because(WRITE));
    assertThat(cluster.replica("r1"))
        .ranOnly(select().on("product").because(READ_OUTSIDE_TRANSACTION));
  }

  @Test
  void each_test_begins_with_empty_tables() {
    assertThat(shop.list()).isEmpty();
    assertThat(cluster.primary()).ranNothing();
  }

  @Test
  void what_the_replica_has_not_replayed_is_read_from_the_primary() {
    cluster.pauseReplay("r1");
    shop.create("chair");
    cluster.settle();

    assertThat(shop.list()).containsExactly("chair");

    assertThat(cluster.replica("r1")).ranNothing();
    assertThat(cluster.primary()).ran(1, select().on("product").because(FENCE));
  }

  @Test
  void what_it_has_replayed_since_is_read_there_again() {
    cluster.pauseReplay("r1");
    shop.create("chair");
    cluster.resumeReplay("r1");

    awaitListOnReplica("chair");
  }

  @Test
  void a_replica_that_fails_costs_no_read() {
    shop.create("chair");
    cluster.settle();
    cluster.fail("r1");

    assertThat(shop.list()).containsExactly("chair");

    assertThat(cluster.primary()).ran(1, select().on("product"));
    assertThat(cluster.replica("r1")).ranNothing();
  }

  /** A real one: a connection made just now must be sampled once before it is trusted. */
  private void awaitListOnReplica(String... names) {
    await()
        .untilAsserted(
            () -> {
              cluster.clear();
              assertThat(shop.list()).containsExactly(names);
              assertThat(cluster.replica("r1")).ranOnly(select().on("product"));
            });
  }

  @Test
  void a_replica_that_comes_back_serves() {
    shop.create("chair");
    cluster.fail("r1");
    shop.list();
    cluster.recover("r1");

    awaitListOnReplica("chair");
  }

  @Test
  void a_batch_counts_by_its_rows() {
    factory.runInTransaction(
        manager ->
            manager.runWithConnection(
                (java.sql.Connection connection) -> {
                  try (var insert =
                      connection.prepareStatement("insert into Product (name) values (?)")) {
                    for (int i = 0; i < 3; i++) {
                      insert.setString(1, "chair " + i);
                      insert.addBatch();
                    }
                    insert.executeBatch();
                  }
                }));

    assertThat(cluster.primary()).ranOnly(3, insert().on("product"));
  }

  @Test
  void a_read_of_a_writing_transaction_stays_with_it() {
    factory.runInTransaction(
        manager -> {
          manager.persist(new Product("chair"));
          assertThat(Shop.list(manager)).containsExactly("chair");
        });

    assertThat(cluster.primary()).ran(2).ran(select().on("product")).ran(insert());
    assertThat(cluster.replica("r1")).ranNo(statement());
  }

  @Test
  void what_was_rolled_back_is_nowhere() {
    try (EntityManager manager = factory.createEntityManager()) {
      manager.getTransaction().begin();
      manager.persist(new Product("chair"));
      manager.flush();
      manager.getTransaction().rollback();
    }
    cluster.settle();

    awaitListOnReplica(); // another test may have had it restarted
  }
}
