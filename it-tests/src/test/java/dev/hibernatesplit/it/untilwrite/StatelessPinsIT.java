package dev.hibernatesplit.it.untilwrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.it.untilwrite.Papers.Coupon;
import dev.hibernatesplit.it.untilwrite.Papers.Folder;
import dev.hibernatesplit.it.untilwrite.Papers.Invoice;
import dev.hibernatesplit.it.untilwrite.Papers.Ticket;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stateless sessions fire no event; their statements tell, and how they load. */
@PostgresCluster(replicas = 1)
class StatelessPinsIT {

  private static Units units;

  private record Pin(String name, Consumer<StatelessSession> work) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void start(ReplicatedPostgres cluster) {
    units = new Units(cluster);
    units.given(new Account(1, "owner", 100), new Folder(1), new Coupon(), new Invoice());
  }

  @AfterAll
  static void stop() {
    units.close();
  }

  @BeforeEach
  void forget() {
    units.application().journeys().clear();
  }

  @AfterEach
  void resume() {
    units.resume();
  }

  static Stream<Pin> pins() {
    return Stream.of(
        new Pin("insert", session -> session.insert(new Folder(Units.id()))),
        new Pin("insert, with an id that is counted", session -> session.insert(new Ticket())),
        new Pin("update", session -> session.update(session.get(Folder.class, 1L))),
        new Pin("upsert", session -> session.upsert(new Folder(1))),
        new Pin("delete", session -> session.delete(session.get(Folder.class, 1L))),
        new Pin("refresh", session -> session.refresh(session.get(Account.class, 1L))));
  }

  private static void count(StatelessSession session) {
    session.createSelectionQuery("select count(a) from Account a", Long.class).getSingleResult();
  }

  private static <T> T unit(Function<StatelessSession, T> work) {
    return unit(units.application(), work);
  }

  private static <T> T unit(Application application, Function<StatelessSession, T> work) {
    try (StatelessSession session = application.sessionFactory().openStatelessSession()) {
      session.beginTransaction();
      try {
        T found = work.apply(session);
        session.getTransaction().commit();
        return found;
      } finally {
        if (session.getTransaction().isActive()) {
          session.getTransaction().rollback();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pins")
  void what_follows_a_write_or_a_refresh_runs_on_the_primary(Pin pin) {
    unit(
        session -> {
          count(session);
          pin.work().accept(session);
          count(session);
          session.getTransaction().rollback();
          session.beginTransaction();
          return null;
        });
    assertThat(units.application().journeys().of("count("))
        .extracting(Journey::role)
        .containsExactly(TargetRole.REPLICA, TargetRole.PRIMARY);
  }

  @Test
  void a_refresh_reads_what_is_newest() {
    units.others("update Account set balance = 7 where id = 1");
    int seen =
        unit(
            session -> {
              Account account = session.get(Account.class, 1L);
              session.refresh(account);
              return account.getBalance();
            });
    assertThat(seen).isEqualTo(7);
  }

  /** Hibernate counts once for a factory, so a new one counts while the replica stands still. */
  @Test
  void an_id_is_counted_on_from_the_greatest_that_there_is(ReplicatedPostgres cluster) {
    units.others("insert into Coupon select max(id) + 1 from Coupon");
    Map<String, Object> settings = Map.of("hibernate.split.transaction_reads", "until_write");
    Object inserted;
    try (Application anew = Application.start(cluster, settings, Papers.ALL)) {
      inserted = unit(anew, session -> session.insert(new Coupon()));
    }
    assertThat(inserted).isEqualTo(units.onPrimary("select max(id) from Coupon"));
  }

  /** The control, and a limit: what an application's own generator selects, nobody knows. */
  @Test
  void a_query_that_nobody_knows_counts_on_from_what_the_replica_has() {
    units.others("insert into Invoice select max(id) + 1 from Invoice");
    assertThatThrownBy(() -> unit(session -> session.insert(new Invoice())))
        .isInstanceOf(ConstraintViolationException.class);
  }
}
