package dev.hibernatesplit.it.traps;

import static dev.hibernatesplit.RoutingReason.LOCKING_READ;
import static dev.hibernatesplit.RoutingReason.NOT_PROVEN_A_READ;
import static dev.hibernatesplit.RoutingReason.PART_OF_A_WRITE;
import static dev.hibernatesplit.RoutingReason.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.it.traps.Ids.ByIdentity;
import dev.hibernatesplit.it.traps.Ids.ByIncrement;
import dev.hibernatesplit.it.traps.Ids.BySequence;
import dev.hibernatesplit.it.traps.Ids.ByTable;
import dev.hibernatesplit.it.traps.Ids.Car;
import dev.hibernatesplit.it.traps.Ids.Vehicle;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.Timeouts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The SQL that Hibernate sends for its own features, on the real cluster. */
class HibernateTrapsIT {

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
            BySequence.class,
            ByTable.class,
            ByIdentity.class,
            ByIncrement.class,
            Vehicle.class,
            Car.class);
    assertThat(application.journeys().all())
        .as("start-up metadata and DDL")
        .isNotEmpty()
        .allMatch(journey -> journey.role() == TargetRole.PRIMARY);
    ByIdentity row = new ByIdentity();
    application.write(manager -> manager.persist(row));
    application.write(manager -> manager.persist(new Car(1, "SPLIT 1")));
    id = row.id;
    cluster.awaitCatchUp();
  }

  @AfterAll
  static void stop() {
    application.close();
    cluster.close();
  }

  @BeforeEach
  void forget() {
    application.journeys().clear();
  }

  private static void allOnThePrimary() {
    assertThat(application.journeys().all())
        .isNotEmpty()
        .allMatch(journey -> journey.role() == TargetRole.PRIMARY);
  }

  private static Journey only(String text) {
    List<Journey> journeys = application.journeys().of(text);
    assertThat(journeys)
        .as("journeys of «%s» in %s", text, application.journeys().all())
        .hasSize(1);
    return journeys.get(0);
  }

  /** Ids are asked for at persist, also outside a transaction, where no SQL text tells. */
  @Test
  void ids_are_made_on_the_primary_outside_a_transaction_too() {
    for (Object entity :
        List.of(new BySequence(), new ByTable(), new ByIdentity(), new ByIncrement())) {
      application.outside(
          manager -> {
            manager.persist(entity);
            return null;
          });
    }
    assertThat(application.journeys().of("nextval"))
        .as("%s", application.journeys().all())
        .isNotEmpty();
    assertThat(application.journeys().of("for no key update")).isNotEmpty();
    assertThat(only("max(").reason()).isEqualTo(NOT_PROVEN_A_READ);
    allOnThePrimary();
  }

  @Test
  void increment_ids_of_a_writing_transaction_count_on_the_primary() {
    try (Application another = Application.start(cluster, ByIncrement.class)) {
      another.write(manager -> manager.persist(new ByIncrement()));
      assertThat(another.journeys().of("max("))
          .singleElement()
          .extracting(Journey::reason)
          .isEqualTo(NOT_PROVEN_A_READ);
    }
  }

  /** It tells nobody of its inserts, so the text itself must be known. */
  @Test
  void increment_ids_of_a_stateless_session_outside_a_transaction_count_on_the_primary() {
    try (Application another = Application.start(cluster, ByIncrement.class);
        StatelessSession session = another.sessionFactory().openStatelessSession()) {
      session.insert(new ByIncrement());
      assertThat(another.journeys().of("max("))
          .extracting(Journey::role)
          .containsExactly(TargetRole.PRIMARY);
    }
  }

  @Test
  void bulk_hql_over_joined_tables_is_a_write_though_it_ends_in_select() {
    application.write(
        manager -> manager.createQuery("update Car set wheels = 3, plate = 'x'").executeUpdate());
    application.write(
        manager -> manager.createQuery("delete from Vehicle where id = 77").executeUpdate());
    assertThat(application.journeys().of("with "))
        .isNotEmpty()
        .allMatch(journey -> journey.reason() == WRITE);
    allOnThePrimary();
  }

  @Test
  void pessimistic_locks_lock_on_the_primary_also_in_a_read_only_transaction() {
    application.write(m -> m.find(ByIdentity.class, id, LockModeType.PESSIMISTIC_WRITE));
    assertThat(only("for no key update").reason()).isEqualTo(LOCKING_READ);
    application.journeys().clear();
    assertThatThrownBy(
            () ->
                application.readOnly(
                    m ->
                        m.createQuery("from ByIdentity", ByIdentity.class)
                            .setLockMode(LockModeType.PESSIMISTIC_READ)
                            .getResultList()))
        .as("the primary refuses a lock in a READ ONLY transaction, as without us")
        .hasStackTraceContaining("read-only transaction");
    assertThat(only("for share").role()).isEqualTo(TargetRole.PRIMARY);
  }

  @Test
  void follow_on_locking_finds_and_locks_on_the_primary() {
    application.write(
        m ->
            m.createQuery("select distinct v from Vehicle v order by v.id", Vehicle.class)
                .setMaxResults(1)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList());
    allOnThePrimary();
    assertThat(application.journeys().all()).hasSizeGreaterThanOrEqualTo(1);
  }

  @Test
  void a_lock_timeout_is_set_where_the_lock_is_taken() {
    application.write(
        m ->
            m.find(
                ByIdentity.class,
                id,
                LockModeType.PESSIMISTIC_WRITE,
                Timeouts.interpretMilliSeconds(3000)));
    assertThat(application.journeys().of("lock_timeout")).isNotEmpty();
    allOnThePrimary();
  }

  @Test
  void optimistic_locks_check_the_version_on_the_primary() {
    application.write(m -> m.find(ByIdentity.class, id, LockModeType.OPTIMISTIC));
    application.write(m -> m.find(ByIdentity.class, id, LockModeType.OPTIMISTIC_FORCE_INCREMENT));
    assertThat(application.journeys().of("version")).hasSizeGreaterThan(2);
    allOnThePrimary();
  }

  @Test
  void refresh_and_merge_read_the_primary_also_outside_a_writing_transaction() {
    ByIdentity detached =
        application.<ByIdentity>outside(
            m -> {
              ByIdentity row = m.find(ByIdentity.class, id);
              assertThat(application.journeys().last().role()).isEqualTo(TargetRole.REPLICA);
              application.journeys().clear();
              m.refresh(row);
              assertThat(application.journeys().last().reason()).isEqualTo(PART_OF_A_WRITE);
              return row;
            });
    application.outside(m -> m.merge(detached));
    application.readOnly(
        m -> {
          m.lock(m.merge(detached), LockModeType.OPTIMISTIC);
          return null;
        });
    application.write(m -> m.merge(detached));
    allOnThePrimary();
  }

  @Test
  void a_read_after_a_refresh_outside_a_transaction_leaves_again() {
    application.outside(
        m -> {
          m.refresh(m.find(ByIdentity.class, id));
          return m.createQuery("from Vehicle", Vehicle.class).getResultList();
        });
    assertThat(application.journeys().last().role()).isEqualTo(TargetRole.REPLICA);
  }

  @Test
  void native_writes_and_stateless_sessions_write_on_the_primary() {
    application.write(
        m -> m.createNativeQuery("update ByIdentity set name = 'native'").executeUpdate());
    application
        .sessionFactory()
        .inStatelessTransaction(session -> session.insert(new BySequence()));
    allOnThePrimary();
  }

  @Test
  void a_read_only_session_of_hibernates_own_reads_a_replica_and_refuses_bulk_hql() {
    try (Session session =
        application.sessionFactory().withOptions().readOnly(true).openSession()) {
      assertThat(session.find(ByIdentity.class, id)).isNotNull();
      assertThat(application.journeys().last().role()).isEqualTo(TargetRole.REPLICA);
      session.beginTransaction();
      assertThatThrownBy(
              () -> session.createMutationQuery("update Car set wheels = 2").executeUpdate())
          .hasStackTraceContaining("read-only transaction or session");
      session.getTransaction().rollback();
    }
  }

  @Test
  void a_query_whose_comment_and_literals_look_like_writes_still_leaves() {
    application.outside(
        (EntityManager m) ->
            m.createNativeQuery(
                    "select /* for update; delete */ 'for update' as \"delete from\", $$nextval('x')$$")
                .getResultList());
    assertThat(application.journeys().last().role()).isEqualTo(TargetRole.REPLICA);
  }
}
