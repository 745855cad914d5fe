package dev.hibernatesplit.it.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.Routing;
import dev.hibernatesplit.it.guard.Things.Counter;
import dev.hibernatesplit.it.guard.Things.Part;
import dev.hibernatesplit.it.guard.Things.Shelf;
import dev.hibernatesplit.it.guard.Things.Versioned;
import dev.hibernatesplit.it.guard.Things.VersionedShelf;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code hibernate.split.stale_write} may say besides {@code verify}. */
@PostgresCluster(replicas = 1)
class ModesIT {

  private Stage stage;

  private void start(ReplicatedPostgres cluster, String staleWrite) {
    start(cluster, staleWrite, Map.of());
  }

  private void start(ReplicatedPostgres cluster, String staleWrite, Map<String, Object> more) {
    stage =
        new Stage(
            cluster,
            staleWrite,
            more,
            Counter.class,
            Versioned.class,
            Shelf.class,
            Part.class,
            VersionedShelf.class);
    stage.given(new Counter(1), new Versioned(1), new Shelf(1), new VersionedShelf(1));
  }

  @AfterEach
  void stop() {
    stage.resume();
    stage.close();
  }

  private static Consumer<EntityManager> sql(String sql) {
    return manager -> manager.createNativeQuery(sql).executeUpdate();
  }

  private static Shelf shelf(EntityManager manager) {
    Shelf found = manager.find(Shelf.class, 1L);
    Hibernate.initialize(found.bag);
    return found;
  }

  @Test
  void verify_all_compares_what_writers_changed_that_raise_no_version(ReplicatedPostgres cluster) {
    start(cluster, "verify_all");
    stage.meanwhile(sql("update Versioned set value = 5"));
    assertThat(stage.refused(Versioned.class, 1L, found -> found.name = "x"))
        .hasMessageContaining("it differs there in value.");
    stage.application().write(sql("insert into VersionedShelf_bag values (1, 'others')"));
    assertThat(
            stage.refused(
                manager -> {
                  VersionedShelf found = manager.find(VersionedShelf.class, 1L);
                  Hibernate.initialize(found.bag);
                  return found;
                },
                (manager, found) -> found.bag.add("x")))
        .hasMessageContaining("it differs there in bag.");
  }

  @Test
  void what_is_read_and_written_in_one_transaction_is_checked_too(ReplicatedPostgres cluster) {
    start(cluster, "verify", Map.of("hibernate.split.transaction_reads", "until_write"));
    stage.meanwhile(sql("update Counter set value = 5"));
    stage.forget();
    assertThatThrownBy(() -> stage.application().write(m -> m.find(Counter.class, 1L).name = "x"))
        .hasCauseInstanceOf(OptimisticLockException.class);
    assertThat(stage.application().journeys().all())
        .extracting(journey -> journey.decision().target())
        .containsExactly("r1", "primary");
  }

  /** The control: a version does not see them. */
  @Test
  void verify_relies_on_versions(ReplicatedPostgres cluster) {
    start(cluster, "verify");
    stage.meanwhile(sql("update Versioned set value = 5"));
    stage.write(m -> m.find(Versioned.class, 1L), (m, found) -> found.name = "x");
    assertThat(stage.now(m -> m.find(Versioned.class, 1L)).value).isZero();
  }

  @Test
  void fail_writes_nothing_that_a_replica_served(ReplicatedPostgres cluster) {
    start(cluster, "fail");
    assertThatThrownBy(() -> stage.write(m -> m.find(Counter.class, 1L), (m, c) -> c.value = 1))
        .isInstanceOf(PersistenceException.class)
        .isNotInstanceOf(OptimisticLockException.class)
        .hasMessageContaining("Counter with id '1'")
        .hasMessageContaining("was read from replica 'r1'")
        .hasMessageContaining("hibernate.split.stale_write = fail")
        .hasMessageContaining("Routing.onPrimary");
    assertThatThrownBy(() -> stage.write(m -> m.find(Versioned.class, 1L), EntityManager::remove))
        .hasMessageContaining("Versioned with id '1'");
    assertThatThrownBy(() -> stage.write(ModesIT::shelf, (m, found) -> found.bag.add("x")))
        .hasMessageContaining("Shelf.bag of 1");
    stage.write(
        m -> m.find(Counter.class, 1L),
        (manager, found) -> {
          manager.refresh(found);
          found.value = 1;
        });
    stage
        .application()
        .outside(
            manager -> {
              Shelf fresh = Routing.onPrimary(() -> shelf(manager));
              Stage.write(manager, () -> fresh.bag.add("x"));
              return null;
            });
    assertThat(stage.now(ModesIT::shelf).bag).containsExactly("a", "a", "x");
  }

  @Test
  void allow_overwrites(ReplicatedPostgres cluster) {
    start(cluster, "allow");
    stage.meanwhile(
        manager -> {
          manager.find(Counter.class, 1L).value = 5;
          manager.find(Shelf.class, 1L).bag.add("others");
        });
    stage.forget();
    stage.write(m -> m.find(Counter.class, 1L), (m, found) -> found.name = "x");
    stage.write(ModesIT::shelf, (m, found) -> found.bag.add("x"));
    assertThat(stage.ranOnPrimary()).noneMatch(sql -> sql.startsWith("select"));
    assertThat(stage.now(m -> m.find(Counter.class, 1L)).value).isZero();
    assertThat(stage.now(ModesIT::shelf).bag).containsExactly("a", "a", "x");
  }
}
