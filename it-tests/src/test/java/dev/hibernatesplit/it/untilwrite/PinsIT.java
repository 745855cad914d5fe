package dev.hibernatesplit.it.untilwrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.it.untilwrite.Papers.Drawn;
import dev.hibernatesplit.it.untilwrite.Papers.Folder;
import dev.hibernatesplit.it.untilwrite.Papers.Pooled;
import dev.hibernatesplit.it.untilwrite.Papers.Ticket;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.FlushMode;
import org.hibernate.ReplicationMode;
import org.hibernate.Session;
import org.hibernate.event.internal.DefaultDeleteEventListener;
import org.hibernate.event.internal.DefaultLockEventListener;
import org.hibernate.event.internal.DefaultMergeEventListener;
import org.hibernate.event.internal.DefaultPersistEventListener;
import org.hibernate.event.internal.DefaultRefreshEventListener;
import org.hibernate.event.internal.DefaultReplicateEventListener;
import org.hibernate.event.spi.EventType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What means to write keeps the rest of its transaction on the primary. */
@PostgresCluster(replicas = 1)
class PinsIT {

  private static Units units;

  /**
   * Something that a transaction does, after which its reads are the primary's.
   *
   * @param off takes away what tells us of it
   */
  private record Pin(String name, Off off, Consumer<EntityManager> work) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void start(ReplicatedPostgres cluster) {
    units = new Units(cluster);
    units.given(
        new Account(2, "owner", 100),
        new Account(3, "owner", 100),
        new Account(4, "owner", 100),
        new Account(5, "owner", 100),
        new Account(6, "owner", 100),
        new Pooled(),
        new Pooled(),
        new Ticket());
  }

  @AfterAll
  static void stop() {
    units.close();
  }

  @BeforeEach
  void forget() {
    units.application().journeys().clear();
  }

  /** Those of which only Hibernate's events tell us. */
  @SuppressWarnings("deprecation") // of replicate
  static Stream<Pin> announced() {
    Off persist = Off.listeners(EventType.PERSIST, new DefaultPersistEventListener());
    return Stream.of(
        new Pin("persist", persist, m -> m.persist(new Account(Units.id(), "new", 0))),
        new Pin("persist, with an id at hand", persist, m -> m.persist(new Pooled())),
        new Pin(
            "merge",
            Off.listeners(EventType.MERGE, new DefaultMergeEventListener()),
            manager -> manager.merge(detached())),
        new Pin(
            "replicate",
            Off.listeners(EventType.REPLICATE, new DefaultReplicateEventListener()),
            PinsIT::replicate),
        new Pin(
            "remove",
            Off.listeners(EventType.DELETE, new DefaultDeleteEventListener()),
            manager -> manager.remove(find(manager, 3))),
        new Pin(
            "lock",
            Off.listeners(EventType.LOCK, new DefaultLockEventListener()),
            manager -> manager.lock(find(manager, 4), LockModeType.OPTIMISTIC)),
        new Pin(
            "refresh",
            Off.listeners(EventType.REFRESH, new DefaultRefreshEventListener()),
            manager -> manager.refresh(find(manager, 5))),
        new Pin("JDBC by hand", Off.brackets(), PinsIT::byHand));
  }

  /** Those that a statement of theirs tells us of. */
  static Stream<Pin> stated() {
    return Stream.of(
        stated("persist, with an id from a sequence", manager -> manager.persist(new Drawn())),
        stated("find with a lock", m -> m.find(Account.class, 6L, LockModeType.PESSIMISTIC_WRITE)),
        stated("a bulk update", PinsIT::bulk),
        stated("a native write that returns rows", PinsIT::returning),
        stated("a write by hand", PinsIT::writtenByHand));
  }

  private static Pin stated(String name, Consumer<EntityManager> work) {
    return new Pin(name, Off.nothing(), work);
  }

  private static Account find(EntityManager manager, long id) {
    return manager.find(Account.class, id);
  }

  private static Account detached() {
    return units.application().outside(manager -> find(manager, 2));
  }

  @SuppressWarnings({"deprecation", "removal"})
  private static void replicate(EntityManager manager) {
    manager.unwrap(Session.class).replicate(new Folder(Units.id()), ReplicationMode.LATEST_VERSION);
  }

  private static void bulk(EntityManager manager) {
    manager
        .unwrap(Session.class)
        .createMutationQuery("update Account set balance = 1 where id < 0")
        .executeUpdate();
  }

  private static void returning(EntityManager manager) {
    manager
        .createNativeQuery("update Account set balance = 1 where id < 0 returning id", Long.class)
        .getResultList();
  }

  private static void byHand(EntityManager manager) {
    run(manager, "select 1 from account");
  }

  private static void writtenByHand(EntityManager manager) {
    run(manager, "delete from account where id < 0 returning id");
  }

  private static void run(EntityManager manager, String sql) {
    manager
        .unwrap(Session.class)
        .doWork(
            connection -> {
              try (var statement = connection.prepareStatement(sql)) {
                statement.executeQuery().close();
              }
            });
  }

  private static void count(EntityManager manager) {
    manager.createQuery("select count(a) from Account a", Long.class).getSingleResult();
  }

  /** Where a transaction reads before it does something, and after it. */
  private static List<TargetRole> roles(Off off, Consumer<EntityManager> work) {
    units
        .application()
        .outside(
            manager -> {
              Session session = manager.unwrap(Session.class);
              session.beginTransaction();
              session.setHibernateFlushMode(FlushMode.COMMIT);
              count(manager);
              off.during(
                  session,
                  () -> {
                    work.accept(manager);
                    return null;
                  });
              count(manager);
              session.getTransaction().rollback();
              return null;
            });
    return units.application().journeys().of("count(").stream().map(Journey::role).toList();
  }

  @ParameterizedTest
  @MethodSource({"announced", "stated"})
  void what_follows_runs_on_the_primary(Pin pin) {
    assertThat(roles(Off.nothing(), pin.work()))
        .as(units.application().journeys().all().toString())
        .containsExactly(TargetRole.REPLICA, TargetRole.PRIMARY);
  }

  /** The control. */
  @ParameterizedTest
  @MethodSource("announced")
  void it_runs_on_the_replica_if_nobody_tells_us(Pin pin) {
    assertThat(roles(pin.off(), pin.work()))
        .as(units.application().journeys().all().toString())
        .containsExactly(TargetRole.REPLICA, TargetRole.REPLICA);
  }
}
