package dev.hibernatesplit.it.session;

import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static dev.hibernatesplit.RoutingReason.WRITING_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Pools;
import java.sql.Statement;
import java.util.function.Consumer;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that Hibernate itself knows to be read-only. */
class ReadOnlySessionIT {

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

  private static void inReadOnlySession(Consumer<Session> work) {
    try (Session session = garage.sessions().withOptions().readOnly(true).openSession()) {
      work.accept(session);
    }
  }

  @Test
  void a_read_only_session_reads_on_a_replica_in_a_transaction_and_outside() {
    inReadOnlySession(
        session -> {
          session.find(Author.class, garage.author());
          session.beginTransaction();
          session.createQuery("from Car", Car.class).getResultList();
          session.getTransaction().commit();
          session.createQuery("from Book", Object.class).getResultList();
        });

    assertThat(garage.journeys().all()).hasSize(3).allMatch(j -> j.reason() == READ_ONLY_UNIT);
    garage.witness().onlyReplicasRan();
  }

  @Test
  void a_read_only_stateless_session_does_too() {
    try (StatelessSession session =
        garage.sessions().withStatelessOptions().readOnly(true).openStatelessSession()) {
      session.get(Author.class, garage.author());
      session.beginTransaction();
      session.createQuery("from Car", Car.class).getResultList();
      session.getTransaction().commit();
    }

    assertThat(garage.journeys().all()).hasSize(2).allMatch(j -> j.reason() == READ_ONLY_UNIT);
    garage.witness().onlyReplicasRan();
  }

  /** Outside a transaction the driver's flag does nothing: the server itself must be told. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "do $$ begin insert into Author (id, name) values (-7, 'Nobody'); end $$",
        "select nextval('Author_SEQ')",
        "select lo_create(0)"
      })
  void what_writes_by_a_function_or_a_block_is_refused_outside_a_transaction_too(String sql) {
    inReadOnlySession(
        session ->
            assertThatThrownBy(() -> execute(session, sql))
                .hasStackTraceContaining("read-only transaction"));
    try (Session writing = garage.sessions().openSession()) {
      execute(writing, sql);
      execute(writing, "delete from Author where id = -7");
    }
  }

  private static void execute(Session session, String sql) {
    session.doWork(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
          }
        });
  }

  @Test
  void hibernate_refuses_to_persist_in_it() {
    inReadOnlySession(
        session ->
            assertThatThrownBy(() -> session.persist(new Author("Nobody")))
                .isInstanceOf(IllegalStateException.class));
    try (StatelessSession session =
        garage.sessions().withStatelessOptions().readOnly(true).openStatelessSession()) {
      assertThatThrownBy(() -> session.insert(new Author("Nobody")))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  /** Hibernate lets these through; the last one is a query by its looks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update Book set title = 'Nothing'",
        "delete from Book",
        "insert into Author (id, name) values (-1, 'Nobody')",
        "update Car set doors = 5, seats = 4"
      })
  void bulk_statements_are_refused_and_name_the_reason(String hql) {
    inReadOnlySession(
        session -> {
          session.beginTransaction();
          assertThatThrownBy(() -> session.createMutationQuery(hql).executeUpdate())
              .rootCause()
              .hasMessageContaining("A read-only transaction or session cannot run a WRITE")
              .hasMessageContaining("withOptions().readOnly(true)");
          session.getTransaction().rollback();
        });

    assertThat(garage.witness().onPrimary())
        .noneMatch(sql -> sql.matches("(?s).*(update|delete|insert).*"));
    assertThat(garage.cluster().primary().failures()).isEmpty();
  }

  @Test
  void a_bulk_statement_is_refused_outside_a_transaction_too() {
    inReadOnlySession(
        session ->
            assertThatThrownBy(
                    () ->
                        session.doWork(c -> c.createStatement().executeUpdate("delete from book")))
                .rootCause()
                .hasMessageContaining("A read-only transaction or session cannot run a WRITE"));
  }

  @Test
  void a_session_with_the_signs_of_a_read_only_transaction_reads_on_a_replica() {
    garage
        .application()
        .outside(
            manager -> {
              Session session = manager.unwrap(Session.class);
              session.setDefaultReadOnly(true);
              session.setHibernateFlushMode(FlushMode.MANUAL);
              session.beginTransaction();
              session.createQuery("from Car", Car.class).getResultList();
              session.getTransaction().commit();
              return true;
            });

    assertThat(garage.journeys().last().reason()).isEqualTo(READ_ONLY_UNIT);
    garage.witness().onlyReplicasRan();
  }

  @Test
  void one_sign_alone_is_none() {
    garage.application().write(m -> read(m.unwrap(Session.class), s -> s.setDefaultReadOnly(true)));
    garage
        .application()
        .write(m -> read(m.unwrap(Session.class), s -> s.setHibernateFlushMode(FlushMode.MANUAL)));

    assertThat(garage.journeys().all()).hasSize(2).allMatch(j -> j.reason() == WRITING_TRANSACTION);
    garage.witness().onlyThePrimaryRan();
  }

  private static void read(Session session, Consumer<Session> sign) {
    sign.accept(session);
    session.createQuery("from Car", Car.class).getResultList();
  }
}
