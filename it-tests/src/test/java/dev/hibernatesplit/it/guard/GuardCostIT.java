package dev.hibernatesplit.it.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.it.guard.Things.Counter;
import dev.hibernatesplit.it.guard.Things.Part;
import dev.hibernatesplit.it.guard.Things.Shelf;
import dev.hibernatesplit.it.guard.Things.Sparse;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the guard asks the primary, by the primary's own log. */
@PostgresCluster(replicas = 1)
class GuardCostIT {

  private static final int EACH = 250;
  private static final int BATCH = 125;

  private static Stage stage;

  @BeforeAll
  static void start(ReplicatedPostgres cluster) {
    stage = new Stage(cluster, "verify", Counter.class, Sparse.class, Shelf.class, Part.class);
    Object[] all = new Object[2 * EACH];
    for (int i = 0; i < EACH; i++) {
      all[2 * i] = new Counter(i);
      all[2 * i + 1] = new Sparse(i);
    }
    stage.given(all);
    stage.given(new Shelf(1), new Shelf(2), new Shelf(3));
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  /** What the test before has written is on the replica, too. */
  @BeforeEach
  void forget() {
    stage.resume();
    stage.forget();
  }

  private static Map<Class<?>, List<?>> everything(EntityManager manager) {
    manager.unwrap(Session.class).setJdbcBatchSize(BATCH);
    return Map.of(
        Counter.class, manager.createQuery("from Counter", Counter.class).getResultList(),
        Sparse.class, manager.createQuery("from Sparse", Sparse.class).getResultList());
  }

  private static void change(Map<Class<?>, List<?>> all) {
    all.get(Counter.class).forEach(counter -> ((Counter) counter).value++);
    all.get(Sparse.class).forEach(sparse -> ((Sparse) sparse).value++);
  }

  @Test
  void five_hundred_entities_of_two_classes_cost_one_statement_a_class_and_batch() {
    stage.write(GuardCostIT::everything, (manager, all) -> change(all));
    List<String> selects = stage.selectedOnPrimary();
    System.out.println("500 marked entities: " + selects.size() + " statements more");
    assertThat(selects)
        .hasSize(2 * EACH / BATCH)
        .hasSizeLessThanOrEqualTo(2 + (2 * EACH + BATCH - 1) / BATCH);
  }

  @Test
  void a_hundred_go_together_at_least() {
    stage.write(
        manager -> {
          Map<Class<?>, List<?>> all = everything(manager);
          manager.unwrap(Session.class).setJdbcBatchSize(null);
          return all;
        },
        (manager, all) -> change(all));
    assertThat(stage.selectedOnPrimary()).hasSize(6);
  }

  @Test
  void five_hundred_entities_of_the_primary_cost_nothing_more() {
    stage.application().write(manager -> change(everything(manager)));
    assertThat(stage.selectedOnPrimary()).hasSize(2).allMatch(sql -> !sql.contains(" for "));
  }

  @Test
  void collections_cost_one_statement_for_their_owners_and_one_a_role() {
    stage.write(
        manager -> {
          List<Shelf> shelves = manager.createQuery("from Shelf", Shelf.class).getResultList();
          shelves.forEach(shelf -> Hibernate.initialize(shelf.bag));
          shelves.forEach(shelf -> Hibernate.initialize(shelf.set));
          return shelves;
        },
        (manager, shelves) -> {
          shelves.forEach(shelf -> shelf.bag.add("x"));
          shelves.forEach(shelf -> shelf.set.add("x"));
        });
    assertThat(stage.selectedOnPrimary()).hasSize(3);
  }
}
