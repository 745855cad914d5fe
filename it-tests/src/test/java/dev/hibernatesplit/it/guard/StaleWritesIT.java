package dev.hibernatesplit.it.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.Routing;
import dev.hibernatesplit.it.guard.Things.Car;
import dev.hibernatesplit.it.guard.Things.Counter;
import dev.hibernatesplit.it.guard.Things.Dog;
import dev.hibernatesplit.it.guard.Things.Employee;
import dev.hibernatesplit.it.guard.Things.Fixed;
import dev.hibernatesplit.it.guard.Things.Parcel;
import dev.hibernatesplit.it.guard.Things.ParcelId;
import dev.hibernatesplit.it.guard.Things.Part;
import dev.hibernatesplit.it.guard.Things.Shelf;
import dev.hibernatesplit.it.guard.Things.Soft;
import dev.hibernatesplit.it.guard.Things.Sparse;
import dev.hibernatesplit.it.guard.Things.Strict;
import dev.hibernatesplit.it.guard.Things.Versioned;
import dev.hibernatesplit.it.guard.Things.VersionedShelf;
import dev.hibernatesplit.it.guard.Things.Wide;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.StaleObjectStateException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a paused replica served is changed, while others have changed it, too. */
@PostgresCluster(replicas = 1)
class StaleWritesIT {

  private static final AtomicLong IDS = new AtomicLong();

  private static Stage stage;
  private final long id = IDS.incrementAndGet();

  @BeforeAll
  static void start(ReplicatedPostgres cluster) {
    stage = new Stage(cluster, "verify", Things.ALL);
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @BeforeEach
  void forget() {
    stage.forget();
  }

  @AfterEach
  void resume() {
    stage.resume();
  }

  private static Consumer<EntityManager> sql(String sql) {
    return manager -> manager.createNativeQuery(sql).executeUpdate();
  }

  @Test
  void an_entity_is_not_overwritten_and_the_failure_says_why_without_values() {
    stage.given(new Counter(id));
    stage.meanwhile(sql("update Counter set value = 4711, name = 'secret' where id = " + id));
    OptimisticLockException failure = stage.refused(Counter.class, id, c -> c.value = 815);
    assertThat(failure)
        .hasMessageEndingWith("Counter with id '" + id + "']")
        .hasMessageContaining("it differs there in name, value")
        .hasMessageContaining("replica 'r1' (lagging ")
        .hasMessageContaining("hibernate.split.stale_write")
        .hasCauseInstanceOf(StaleObjectStateException.class);
    assertThat(failure.getMessage()).doesNotContain("4711").doesNotContain("secret");
    assertThat(stage.now(m -> m.find(Counter.class, id)).value).isEqualTo(4711);
  }

  @Test
  void what_is_as_it_was_is_written_after_one_statement_more_and_checked_once() {
    stage.given(new Counter(id));
    stage.forget();
    stage.write(
        manager -> manager.find(Counter.class, id),
        (manager, found) -> {
          found.value = 1;
          manager.flush();
          found.value = 2;
        });
    assertThat(stage.ranOnPrimary())
        .filteredOn(sql -> sql.contains("Counter"))
        .hasSize(3)
        .satisfiesExactly(
            sql -> assertThat(sql).startsWith("select").endsWith("for no key update"),
            sql -> assertThat(sql).startsWith("update"),
            sql -> assertThat(sql).startsWith("update"));
  }

  @Test
  void what_the_primary_served_is_written_without_more_ado() {
    stage.given(new Counter(id), new Counter(id + 1_000_000));
    stage.application().outside(m -> m.find(Counter.class, id));
    stage.forget();
    stage.application().write(manager -> manager.find(Counter.class, id).value = 7);
    stage
        .application()
        .outside(
            manager -> {
              manager.find(Counter.class, id + 1_000_000);
              Counter fresh = Routing.onPrimary(() -> manager.find(Counter.class, id));
              Stage.write(manager, () -> fresh.value++);
              return null;
            });
    assertThat(stage.selectedOnPrimary()).noneMatch(sql -> sql.contains("for no key update"));
  }

  @Test
  void a_read_only_transaction_and_a_later_one_that_writes_share_an_entity() {
    stage.given(new Counter(id));
    stage.meanwhile(sql("update Counter set value = 1 where id = " + id));
    assertThatThrownBy(
            () ->
                stage
                    .application()
                    .outside(
                        manager -> {
                          manager.getTransaction().begin();
                          Counter stale = Routing.readOnly(() -> manager.find(Counter.class, id));
                          manager.getTransaction().commit();
                          Stage.write(manager, () -> stale.name = "x");
                          return null;
                        }))
        .isInstanceOf(OptimisticLockException.class);
  }

  @Test
  void a_flush_before_a_query_checks_too() {
    stage.given(new Counter(id));
    stage.meanwhile(sql("update Counter set value = 1 where id = " + id));
    assertThatThrownBy(
            () ->
                stage.write(
                    manager -> manager.find(Counter.class, id),
                    (manager, found) -> {
                      found.name = "x";
                      manager.createQuery("from Counter", Counter.class).getResultList();
                      throw new AssertionError("the query ran");
                    }))
        .isInstanceOf(OptimisticLockException.class);
  }

  @Test
  void a_row_that_changed_or_is_gone_is_not_deleted() {
    stage.given(new Counter(id));
    stage.meanwhile(sql("update Counter set value = 1 where id = " + id));
    stage.refused(m -> m.find(Counter.class, id), EntityManager::remove);
    assertThat((Object) stage.now(m -> m.find(Counter.class, id))).isNotNull();
    stage.application().write(sql("delete from Counter where id = " + id));
    assertThat(stage.refused(m -> m.find(Counter.class, id), EntityManager::remove))
        .hasMessageContaining("it is gone there");
  }

  @Test
  void a_row_that_did_not_change_is_locked_as_deletes_lock_and_deleted() {
    stage.given(new Counter(id));
    stage.replica().pauseReplay();
    stage.write(m -> m.find(Counter.class, id), EntityManager::remove);
    assertThat(stage.selectedOnPrimary()).singleElement().asString().endsWith("for update");
    assertThat((Object) stage.now(m -> m.find(Counter.class, id))).isNull();
  }

  static Stream<Arguments> wide() {
    return Stream.of(
        Arguments.of("name", "name = 'z'"),
        Arguments.of("address", "town = 'z'"),
        Arguments.of("price", "price = 2"),
        Arguments.of("at", "at = at + interval '1 microsecond'"),
        Arguments.of("bytes", "bytes = '\\x0103'"),
        Arguments.of("weight", "weight = 0.2"),
        Arguments.of("words", "words = array['x', 'z']"),
        Arguments.of("json", "json = '{\"country\": \"c\", \"city\": \"z\"}'"),
        Arguments.of("flag", "flag = 'Y'"),
        Arguments.of("counter", "counter_id = null"));
  }

  @ParameterizedTest
  @MethodSource("wide")
  void every_type_is_compared(String attribute, String change) {
    UUID uuid = UUID.randomUUID();
    Counter counter = new Counter(id);
    Wide wide = new Wide(uuid);
    wide.counter = counter;
    stage.given(counter, wide);
    stage.replica().pauseReplay();
    stage.write(m -> m.find(Wide.class, uuid), (m, found) -> found.name = "y");
    stage.resume();
    stage.meanwhile(sql("update Wide set " + change + " where id = '" + uuid + "'"));
    assertThat(stage.refused(Wide.class, uuid, found -> found.name = "x"))
        .hasMessageContaining("it differs there in " + attribute + ".");
  }

  @Test
  void a_row_of_a_secondary_table_is_compared_also_where_there_was_none() {
    UUID uuid = UUID.randomUUID();
    stage.given(new Wide(uuid));
    stage.meanwhile(sql("insert into wide_more (id, remark) values ('" + uuid + "', 'new')"));
    assertThat(stage.refused(Wide.class, uuid, found -> found.name = "x"))
        .hasMessageContaining("it differs there in remark.");
  }

  @Test
  void each_table_of_a_joined_class_is_locked_and_compared() {
    stage.given(new Dog(id));
    stage.meanwhile(sql("update Dog set age = 3 where id = " + id));
    assertThat(stage.refused(Dog.class, id, dog -> dog.name = "Rex"))
        .hasMessageContaining("it differs there in age.");
    stage.resume();
    stage.meanwhile(sql("update Animal set name = 'Bello' where id = " + id));
    assertThat(stage.refused(Dog.class, id, dog -> dog.tricks = 3))
        .hasMessageContaining("it differs there in name.");
  }

  @Test
  void a_class_with_a_table_of_its_own_or_none_is_compared() {
    stage.given(new Car(id), new Employee(id));
    stage.meanwhile(
        manager -> {
          sql("update Car set name = 'Duck' where id = " + id).accept(manager);
          sql("update Person set salary = 3 where id = " + id).accept(manager);
        });
    assertThat(stage.refused(Car.class, id, car -> car.seats = 5))
        .hasMessageContaining("it differs there in name.");
    assertThat(stage.refused(Employee.class, id, employee -> employee.name = "x"))
        .hasMessageContaining("it differs there in salary.");
  }

  @Test
  void an_identifier_may_have_parts() {
    ParcelId parcel = new ParcelId("d" + id, 1);
    stage.given(new Parcel(parcel));
    stage.replica().pauseReplay();
    stage.write(m -> m.find(Parcel.class, parcel), (m, found) -> found.weight = 1);
    assertThat(stage.refused(Parcel.class, parcel, found -> found.weight = 2))
        .hasMessageContaining("it differs there in weight.");
  }

  @Test
  void an_update_of_some_columns_rests_on_what_others_held() {
    stage.given(new Sparse(id));
    stage.meanwhile(sql("update Sparse set value = 1 where id = " + id));
    stage.refused(Sparse.class, id, found -> found.name = "value is 0");
  }

  @Test
  void a_softly_deleted_row_is_gone() {
    stage.given(new Soft(id));
    stage.replica().pauseReplay();
    stage.write(m -> m.find(Soft.class, id), (m, found) -> found.value = 1);
    stage.resume();
    stage.meanwhile(m -> m.remove(m.find(Soft.class, id)));
    assertThat(stage.refused(Soft.class, id, found -> found.value = 2))
        .hasMessageContaining("it is gone there");
  }

  @Test
  void who_compares_all_columns_itself_is_left_to_it() {
    stage.given(new Strict(id));
    stage.meanwhile(sql("update Strict set value = 1 where id = " + id));
    stage.forget();
    stage.refused(Strict.class, id, found -> found.name = "x");
    stage.refused(m -> m.find(Strict.class, id), EntityManager::remove);
    assertThat(stage.selectedOnPrimary()).isEmpty();
  }

  @Test
  void what_is_never_written_is_not_checked() {
    stage.given(new Fixed(id), new Counter(id));
    stage.meanwhile(sql("update Counter set value = 1 where id = " + id));
    stage.forget();
    stage.write(
        manager -> {
          Counter counter = manager.find(Counter.class, id);
          manager.unwrap(org.hibernate.Session.class).setReadOnly(counter, true);
          manager.find(Fixed.class, id).value = 3;
          return counter;
        },
        (manager, counter) -> counter.value = 2);
    assertThat(stage.selectedOnPrimary()).isEmpty();
  }

  @Test
  void a_version_is_enough_and_costs_nothing() {
    stage.given(new Versioned(id));
    stage.replica().pauseReplay();
    stage.write(m -> m.find(Versioned.class, id), (m, found) -> found.value = 1);
    stage.refused(Versioned.class, id, found -> found.value = 2);
    assertThat(stage.selectedOnPrimary()).isEmpty();
  }

  @Test
  void a_lock_alone_makes_nothing_fresh() {
    stage.given(new Counter(id));
    stage.meanwhile(sql("update Counter set value = 1 where id = " + id));
    stage.refused(
        m -> m.find(Counter.class, id),
        (manager, found) -> {
          manager.lock(found, LockModeType.PESSIMISTIC_WRITE);
          found.name = "x";
        });
    stage.refused(
        m -> m.find(Counter.class, id),
        (manager, found) -> {
          manager.find(Counter.class, id, LockModeType.PESSIMISTIC_WRITE);
          found.name = "x";
        });
  }

  @Test
  void refresh_makes_it_fresh() {
    stage.given(new Counter(id));
    stage.meanwhile(sql("update Counter set value = 1 where id = " + id));
    stage.forget();
    stage.write(
        m -> m.find(Counter.class, id),
        (manager, found) -> {
          manager.refresh(found);
          found.name = "x";
        });
    assertThat(stage.now(m -> m.find(Counter.class, id)).value).isEqualTo(1);
    assertThat(stage.selectedOnPrimary()).noneMatch(sql -> sql.contains("for no key update"));
  }

  @Test
  void merge_reads_on_the_primary_what_it_writes_onto() {
    stage.given(new Counter(id), new Counter(id + 1_000_000));
    stage.meanwhile(sql("update Counter set name = 'others' where id = " + id));
    stage.write(
        m -> m.find(Counter.class, id + 1_000_000),
        (manager, other) -> {
          Counter merged = manager.merge(new Counter(id));
          merged.name = merged.name + "!";
        });
    assertThat(stage.now(m -> m.find(Counter.class, id)).name)
        .as("merge overwrites: that is what it is for")
        .isEqualTo("!");
    assertThat(stage.ranOnPrimary()).noneMatch(sql -> sql.contains("for no key update"));
  }

  static Stream<Arguments> collections() {
    return Stream.of(
        of("bag", s -> s.bag, s -> s.bag.add("x"), "insert into Shelf_bag values (%d, 'z')"),
        of(
            "set",
            s -> s.set,
            s -> s.set.add("x" + s.set.size()),
            "insert into Shelf_set values (%d, 'z')"),
        of(
            "list",
            s -> s.list,
            s -> s.list.add("x"),
            "update Shelf_list set list = 'z' where Shelf_id = %d and list_ORDER = 1"),
        of(
            "map",
            s -> s.map,
            s -> s.map.put("x" + s.map.size(), 1),
            "update Shelf_map set map = 2 where Shelf_id = %d"),
        of(
            "addresses",
            s -> s.addresses,
            s -> s.addresses.add(new Things.Address("x", "x")),
            "delete from Shelf_addresses where Shelf_id = %d"),
        of(
            "counters",
            s -> s.counters,
            s -> s.counters.remove(s.counters.iterator().next()),
            "insert into Shelf_Counter (Shelf_id, counters_id) values (%d, 0)"),
        of(
            "parts",
            s -> s.parts,
            s -> s.parts.add(new Part(IDS.incrementAndGet())),
            "insert into Part (id, shelf, name) values (-%1$d, %1$d, 'z')"));
  }

  private static Arguments of(
      String attribute, Function<Shelf, Object> read, Consumer<Shelf> change, String others) {
    return Arguments.of(attribute, read, change, others);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("collections")
  void every_collection_is_compared(
      String attribute, Function<Shelf, Object> read, Consumer<Shelf> change, String others) {
    Shelf shelf = new Shelf(id);
    shelf.addresses.add(new Things.Address("seen", "here"));
    shelf.addresses.add(new Things.Address("hidden", "here"));
    Counter counter = new Counter(id);
    Counter other = new Counter(-id);
    shelf.counters.add(counter);
    shelf.counters.add(other);
    shelf.parts.add(new Part(IDS.incrementAndGet()));
    stage.application().write(m -> m.merge(new Counter(0)));
    stage.given(counter, other, shelf);
    stage.replica().pauseReplay();
    Function<EntityManager, Shelf> find =
        manager -> {
          Shelf found = manager.find(Shelf.class, id);
          Hibernate.initialize(read.apply(found));
          return found;
        };
    stage.write(find, (manager, found) -> change.accept(found));
    stage.resume();
    stage.meanwhile(sql(others.formatted(id)));
    assertThat(stage.refused(find, (manager, found) -> change.accept(found)))
        .hasMessageEndingWith("Shelf with id '" + id + "']")
        .hasMessageContaining("it differs there in " + attribute + ".");
    stage.refused(find, EntityManager::remove);
  }

  @Test
  void a_collection_is_checked_that_a_replica_filled_for_an_owner_of_the_primary() {
    stage.given(new Shelf(id), new VersionedShelf(id));
    stage.meanwhile(
        manager -> {
          manager.find(Shelf.class, id).bag.add("others");
          manager.find(VersionedShelf.class, id).bag.add("others");
        });
    stage.refused(
        manager -> {
          Shelf fresh = Routing.onPrimary(() -> manager.find(Shelf.class, id));
          manager.createQuery("from Shelf s join fetch s.bag", Shelf.class).getResultList();
          return fresh;
        },
        (manager, shelf) -> shelf.bag.add("x"));
    stage.refused(
        manager -> {
          VersionedShelf fresh = Routing.onPrimary(() -> manager.find(VersionedShelf.class, id));
          Hibernate.initialize(fresh.bag);
          return fresh;
        },
        (manager, shelf) -> shelf.bag.add("x"));
  }

  @Test
  void a_collection_of_a_versioned_owner_costs_nothing_if_one_replica_served_both() {
    stage.given(new VersionedShelf(id));
    stage.meanwhile(manager -> manager.find(VersionedShelf.class, id).bag.add("others"));
    stage.forget();
    stage.refused(
        manager -> {
          VersionedShelf stale = manager.find(VersionedShelf.class, id);
          Hibernate.initialize(stale.bag);
          return stale;
        },
        (manager, shelf) -> shelf.bag.add("x"));
    assertThat(stage.selectedOnPrimary()).isEmpty();
  }

  @Test
  void an_orphan_that_others_changed_is_not_removed() {
    Shelf shelf = new Shelf(id);
    shelf.parts.add(new Part(id + 2_000_000));
    stage.given(shelf);
    stage.meanwhile(sql("update Part set name = 'dear' where id = " + (id + 2_000_000)));
    assertThat(
            stage.refused(
                manager -> {
                  Shelf found = manager.find(Shelf.class, id);
                  Hibernate.initialize(found.parts);
                  return found;
                },
                (manager, found) -> found.parts.clear()))
        .hasMessageEndingWith("Part with id '" + (id + 2_000_000) + "']");
  }

  @Test
  void what_the_session_wrote_itself_is_not_taken_for_stale() {
    stage.given(new Counter(id));
    stage.write(
        manager -> manager.find(Counter.class, id),
        (manager, found) -> {
          Shelf own = new Shelf(id);
          manager.persist(own);
          manager.flush();
          own.bag.add("x");
          own.set = Set.of("anew");
        });
    assertThat(stage.selectedOnPrimary()).noneMatch(sql -> sql.contains("Shelf"));
  }
}
