package dev.hibernatesplit.it.untilwrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.it.untilwrite.Papers.Folder;
import dev.hibernatesplit.it.untilwrite.Papers.Invoice;
import dev.hibernatesplit.it.untilwrite.Papers.Sheet;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What reads by plain SELECTs for a write comes out right, and wrong if nobody tells us of it. */
@PostgresCluster(replicas = 1)
class HarmIT {

  private static final String DONE = "done";

  private static Units units;

  /**
   * Something that others make wrong for who reads on a replica that stands still.
   *
   * @param off takes away what tells us
   * @param right how it ends
   * @param wrong how it ends without
   */
  private record Harm(String name, Off off, Play play, Object right, Object wrong) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Plays it, and says how it ends. */
  private interface Play {
    Object end(Off off, long id);
  }

  @BeforeAll
  static void start(ReplicatedPostgres cluster) {
    units = new Units(cluster);
  }

  @AfterAll
  static void stop() {
    units.close();
  }

  @AfterEach
  void resume() {
    units.resume();
  }

  @SuppressWarnings("deprecation") // of replicate
  static Stream<Harm> harms() {
    return Stream.of(
        new Harm(
            "persist, with an id that the application counts",
            Off.listeners(EventType.PERSIST, new DefaultPersistEventListener()),
            HarmIT::persist,
            DONE,
            "ConstraintViolationException"),
        new Harm(
            "merge, of what the replica still has",
            Off.listeners(EventType.MERGE, new DefaultMergeEventListener()),
            HarmIT::merge,
            100L,
            7L),
        new Harm(
            "replicate, of what others inserted",
            Off.listeners(EventType.REPLICATE, new DefaultReplicateEventListener()),
            HarmIT::replicate,
            DONE,
            "ConstraintViolationException"),
        new Harm(
            "remove, with what others added",
            Off.listeners(EventType.DELETE, new DefaultDeleteEventListener()),
            HarmIT::remove,
            DONE,
            "ConstraintViolationException"),
        new Harm(
            "lock, of what was not loaded",
            Off.listeners(EventType.LOCK, new DefaultLockEventListener()),
            HarmIT::lock,
            7,
            100),
        new Harm(
            "refresh",
            Off.listeners(EventType.REFRESH, new DefaultRefreshEventListener()),
            HarmIT::refresh,
            7,
            100),
        new Harm(
            "flush, of a reference to what others inserted",
            Off.told(TakenBack.Flush::new),
            HarmIT::flush,
            DONE,
            "IllegalStateException"),
        new Harm(
            "a flush before a query, of the same",
            Off.told(TakenBack.Flush::new),
            HarmIT::flushForQuery,
            DONE,
            "IllegalStateException"),
        new Harm(
            "commit, with a version to compare",
            Off.told(TakenBack.Commit::new),
            HarmIT::commit,
            "OptimisticLockException",
            DONE),
        new Harm("JDBC by hand", Off.brackets(), HarmIT::byHand, 7, 100));
  }

  @ParameterizedTest
  @MethodSource("harms")
  void what_reads_for_a_write_reads_what_is_newest(Harm harm) {
    assertThat(harm.play().end(Off.nothing(), Units.id())).isEqualTo(harm.right());
  }

  /** The controls. */
  @ParameterizedTest
  @MethodSource("harms")
  void it_goes_wrong_if_nobody_tells_us(Harm harm) {
    assertThat(harm.play().end(harm.off(), Units.id())).isEqualTo(harm.wrong());
  }

  private static Object persist(Off off, long id) {
    units.others("insert into Invoice select coalesce(max(id), 0) + 1 from Invoice");
    return units.unit(
        off,
        manager -> {
          manager.persist(new Invoice());
          return DONE;
        });
  }

  private static void givenAccount(long id) {
    units.given(new Account(id, "owner", 100));
  }

  private static Object merge(Off off, long id) {
    givenAccount(id);
    Account detached = units.application().outside(manager -> find(manager, id));
    units.others("update Account set balance = 7 where id = " + id);
    units.unit(off, manager -> manager.merge(detached));
    return units.onPrimary("select balance from Account where id = " + id);
  }

  private static Account find(EntityManager manager, long id) {
    return manager.find(Account.class, id);
  }

  @SuppressWarnings({"deprecation", "removal"})
  private static Object replicate(Off off, long id) {
    units.others("insert into Folder (id, title) values (" + id + ", 'others')");
    return units.unit(
        off,
        manager -> {
          manager.unwrap(Session.class).replicate(new Folder(id), ReplicationMode.OVERWRITE);
          return DONE;
        });
  }

  private static Object remove(Off off, long id) {
    units.given(new Folder(id));
    units.others("insert into Sheet (id, folder_id) values (%1$d, %1$d)".formatted(id));
    return units.unit(
        off,
        manager -> {
          manager.remove(manager.find(Folder.class, id));
          return DONE;
        });
  }

  private static Object lock(Off off, long id) {
    givenAccount(id);
    units.others("update Account set balance = 7 where id = " + id);
    return units.unit(
        off,
        manager -> {
          Account account = manager.getReference(Account.class, id);
          manager.lock(account, LockModeType.PESSIMISTIC_WRITE);
          return account.getBalance();
        });
  }

  private static Object refresh(Off off, long id) {
    givenAccount(id);
    units.others("update Account set balance = 7 where id = " + id);
    return units.unit(
        off,
        manager -> {
          Account account = find(manager, id);
          manager.refresh(account);
          return account.getBalance();
        });
  }

  private static Object flush(Off off, long id) {
    return refer(off, id, EntityManager::flush);
  }

  private static Object flushForQuery(Off off, long id) {
    return refer(off, id, m -> m.createQuery("from Sheet", Sheet.class).getResultList());
  }

  private static Object refer(Off off, long id, Consumer<EntityManager> flush) {
    units.given(new Sheet(id));
    units.others("insert into Folder (id, title) values (" + id + ", 'others')");
    return units.unit(
        off,
        manager -> {
          manager.find(Sheet.class, id).folder = new Folder(id);
          flush.accept(manager);
          return DONE;
        });
  }

  private static Object commit(Off off, long id) {
    givenAccount(id);
    units.others("update Account set version = 5 where id = " + id);
    return units.unit(
        off,
        manager -> {
          find(manager, id);
          manager.find(Account.class, id, LockModeType.OPTIMISTIC);
          return DONE;
        });
  }

  private static Object byHand(Off off, long id) {
    givenAccount(id);
    units.others("update Account set balance = 7 where id = " + id);
    return units.unit(
        off,
        manager ->
            manager
                .unwrap(Session.class)
                .doReturningWork(
                    connection -> {
                      String sql = "select balance from account where id = " + id;
                      try (PreparedStatement statement = connection.prepareStatement(sql);
                          ResultSet row = statement.executeQuery()) {
                        row.next();
                        return row.getInt(1);
                      }
                    }));
  }
}
