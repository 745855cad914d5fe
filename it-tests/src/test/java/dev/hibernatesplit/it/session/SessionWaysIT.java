package dev.hibernatesplit.it.session;

import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Book;
import dev.hibernatesplit.it.Pools;
import java.util.stream.Stream;
import org.hibernate.Interceptor;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.SessionEventListener;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The many ways to use a session that Spring does not. */
class SessionWaysIT {

  private static Garage garage;

  @BeforeAll
  static void start() {
    garage = new Garage();
  }

  @AfterAll
  static void stop() {
    garage.close();
  }

  @BeforeEach
  void forget() {
    garage.forget();
  }

  @AfterEach
  void nothingIsHeld() {
    Pools.awaitIdle();
  }

  @Test
  void a_stateless_session_keeps_its_connection_from_a_read_to_a_transaction() {
    try (StatelessSession session = garage.sessions().openStatelessSession()) {
      session.get(Author.class, garage.author());
      assertThat(garage.journeys().last().reason()).isEqualTo(READ_OUTSIDE_TRANSACTION);
      assertThat(Pools.active()).isZero();

      session.beginTransaction();
      session.insert(new Author("Stateless"));
      session.getTransaction().commit();
      assertThat(garage.journeys().last().role()).isEqualTo(TargetRole.PRIMARY);

      session.get(Author.class, garage.author());
      assertThat(garage.journeys().last().reason()).isEqualTo(READ_OUTSIDE_TRANSACTION);
    }
    assertThat(garage.witness().onPrimary()).anyMatch(sql -> sql.startsWith("insert"));
  }

  @Test
  void a_reference_and_a_collection_are_loaded_outside_from_a_replica() {
    try (Session session = garage.sessions().openSession()) {
      Author author = session.getReference(Author.class, garage.author());
      assertThat(garage.journeys().all()).isEmpty();
      assertThat(author.getName()).isEqualTo("Ursula");
      assertThat(author.getBooks()).hasSize(2);
    }

    assertThat(garage.journeys().all())
        .hasSize(2)
        .allMatch(journey -> journey.reason() == READ_OUTSIDE_TRANSACTION);
    garage.witness().onlyReplicasRan();
  }

  @Test
  void a_stream_outside_a_transaction_holds_its_replica_until_it_is_closed() {
    try (Session session = garage.sessions().openSession()) {
      try (Stream<Book> books =
          session.createQuery("from Book", Book.class).setFetchSize(1).getResultStream()) {
        assertThat(books.iterator().next()).isNotNull();
        assertThat(Pools.active()).isEqualTo(1);
      }
      assertThat(Pools.active()).isZero();
    }
    garage.witness().onlyReplicasRan();
  }

  @Test
  void a_scroll_in_a_read_only_transaction_stays_on_its_replica() {
    try (Session session = garage.sessions().withOptions().readOnly(true).openSession()) {
      session.beginTransaction();
      try (ScrollableResults<Book> books =
          session.createQuery("from Book order by id", Book.class).setFetchSize(1).scroll()) {
        assertThat(books.next()).isTrue();
        assertThat(books.get().getAuthor().getName()).isEqualTo("Ursula");
        assertThat(books.next()).isTrue();
      }
      session.getTransaction().commit();
    }

    assertThat(garage.journeys().all())
        .hasSize(2)
        .allMatch(journey -> journey.reason() == READ_ONLY_UNIT)
        .extracting(journey -> journey.decision().target())
        .containsOnly(garage.journeys().last().decision().target());
    garage.witness().onlyReplicasRan();
  }

  @Test
  void a_scroll_in_a_writing_transaction_stays_on_the_primary_while_it_writes() {
    garage
        .application()
        .write(
            manager -> {
              Session session = manager.unwrap(Session.class);
              try (ScrollableResults<Book> books =
                  session
                      .createQuery("from Book order by id", Book.class)
                      .setFetchSize(1)
                      .scroll()) {
                while (books.next()) {
                  books.get().setTitle(books.get().getTitle() + "!");
                  session.flush();
                }
              }
            });

    assertThat(garage.witness().onPrimary()).filteredOn(sql -> sql.startsWith("update")).hasSize(2);
    garage.witness().onlyThePrimaryRan();
  }

  @Test
  void ids_from_a_table_come_from_the_primary_on_a_connection_of_their_own() {
    garage.application().write(m -> m.persist(new Car("Mini", 2)));

    assertThat(garage.journeys().of("ids"))
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(journey -> journey.role() == TargetRole.PRIMARY);
    garage.witness().onlyThePrimaryRan();
  }

  @Test
  void sessions_with_an_interceptor_or_without_listeners_are_known_all_the_same() {
    find(garage.sessions().withOptions().interceptor(new Interceptor() {}).openSession());
    find(garage.sessions().withOptions().clearEventListeners().openSession());
    find(
        garage
            .sessions()
            .withOptions()
            .eventListeners(new SessionEventListener() {})
            .openSession());

    assertThat(garage.journeys().all())
        .hasSize(3)
        .allMatch(journey -> journey.reason() == READ_OUTSIDE_TRANSACTION);
    garage.witness().onlyReplicasRan();
  }

  @Test
  void a_session_that_shares_a_connection_shares_its_transaction() {
    garage
        .application()
        .write(
            manager -> {
              Session parent = manager.unwrap(Session.class);
              parent.persist(new Author("Parent"));
              parent.flush();
              try (Session child = parent.sessionWithOptions().connection().openSession()) {
                assertThat(
                        child
                            .createQuery("from Author where name = 'Parent'", Author.class)
                            .getResultList())
                    .hasSize(1);
              }
            });
    garage.witness().onlyThePrimaryRan();
  }

  private static void find(Session session) {
    try (session) {
      assertThat(session.find(Author.class, garage.author()).getName()).isEqualTo("Ursula");
    }
  }
}
