package dev.hibernatesplit.testing.split;

import static dev.hibernatesplit.RoutingReason.FENCE;
import static dev.hibernatesplit.RoutingReason.LOCKING_READ;
import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static dev.hibernatesplit.RoutingReason.WRITE;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.assertThat;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.insert;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.select;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.statement;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.testing.junit.SimulatedCluster;
import dev.hibernatesplit.testing.junit.SplitApplication;
import dev.hibernatesplit.testing.simulated.SimulatedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What usual mappings do on a simulated cluster with two replicas. */
@SimulatedCluster
@SplitApplication({Product.class, Order.class})
class SimulatedOrdersTest {

  private SimulatedPostgres postgres;
  private EntityManagerFactory factory;
  private Order order;

  @BeforeEach
  void order(SimulatedPostgres given, EntityManagerFactory application) {
    postgres = given;
    factory = application;
    order =
        factory.callInTransaction(
            manager -> {
              Product chair = new Product("chair");
              manager.persist(chair);
              Order one = new Order(chair);
              manager.persist(one);
              return one;
            });
    postgres.settle();
    postgres.clear();
  }

  private <T> T readOnly(Function<EntityManager, T> work) {
    try (EntityManager manager = factory.createEntityManager()) {
      manager.getTransaction().begin();
      manager.unwrap(Session.class).doWork(connection -> connection.setReadOnly(true));
      T result = work.apply(manager);
      manager.getTransaction().commit();
      return result;
    }
  }

  @Test
  void a_read_only_transaction_reads_everything_on_one_replica() {
    String read =
        readOnly(
            manager -> {
              Order found = manager.find(Order.class, order.id());
              assertThat(found.notes()).containsExactly("urgent");
              assertThat(found.productName()).isEqualTo("chair");
              return found.describe();
            });

    assertThat(read).isEqualTo(order.describe());
    assertThat(postgres.primary()).ranNothing();
    List<Journey> all = new ArrayList<>(postgres.replica("r1").ran());
    all.addAll(postgres.replica("r2").ran());
    assertThat(all).hasSize(3).allMatch(journey -> journey.reason() == READ_ONLY_UNIT);
    assertThat(all).extracting(Journey::target).containsOnly(all.get(0).target());
  }

  @Test
  void replicas_take_turns() {
    for (int i = 0; i < 10; i++) {
      new Shop(factory).list();
    }

    assertThat(postgres.replica("r1")).ranOnly(5, select());
    assertThat(postgres.replica("r2")).ranOnly(5, select());
  }

  @Test
  void a_write_keeps_reads_of_its_own_table_only_on_the_primary() {
    postgres.pauseReplay("r1");
    postgres.pauseReplay("r2");
    new Shop(factory).create("table");
    postgres.clear();

    assertThat(new Shop(factory).list()).hasSize(2);
    assertThat(postgres.primary()).ranOnly(select().on("product").because(FENCE));
    postgres.clear();
    readOnly(manager -> manager.createQuery("select o.id from Order o").getResultList());
    assertThat(postgres.primary()).ranNothing();
  }

  @Test
  void a_lock_is_taken_on_the_primary() {
    factory.runInTransaction(
        manager -> manager.find(Order.class, order.id(), LockModeType.PESSIMISTIC_WRITE).pay());

    assertThat(postgres.primary())
        .ran(select().on("orders").because(LOCKING_READ))
        .ran(update().on("orders").because(WRITE));
  }

  @Test
  void the_version_counts() {
    factory.runInTransaction(manager -> manager.find(Order.class, order.id()).pay());
    postgres.settle();

    assertThat(readOnly(manager -> manager.find(Order.class, order.id())).version()).isOne();
  }

  @Test
  void a_read_only_transaction_cannot_write() {
    assertThatThrownBy(
            () ->
                readOnly(
                    manager ->
                        manager.createNativeQuery("update orders set paid = true").executeUpdate()))
        .hasStackTraceContaining("read-only");
    assertThat(postgres.primary()).ranNo(update());
  }

  @Test
  void ids_come_from_a_sequence_on_the_primary() {
    factory.runInTransaction(
        manager -> {
          for (int i = 0; i < 60; i++) {
            manager.persist(new Order(manager.getReference(Product.class, 1L)));
          }
        });

    assertThat(postgres.primary()).ran(60, insert().on("orders"));
    assertThat(postgres.primary().ran()).anyMatch(journey -> journey.sql().contains("nextval"));
    assertThat(postgres.replica("r1")).ranNo(statement());
  }

  @Test
  void whoever_writes_reads_it_at_once_however_many_do() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Callable<Boolean>> work = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String name = "chair " + i;
      work.add(
          () -> {
            new Shop(factory).create(name);
            return new Shop(factory).list().contains(name);
          });
    }
    for (Future<Boolean> found : threads.invokeAll(work)) {
      assertThat(found.get()).isTrue();
    }
    threads.shutdown();
  }
}
