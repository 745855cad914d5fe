package dev.hibernatesplit.it.rules;

import static dev.hibernatesplit.RoutingReason.HINT;
import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static dev.hibernatesplit.RoutingReason.ROUTER;
import static dev.hibernatesplit.RoutingReason.RULE;
import static dev.hibernatesplit.RoutingReason.SCOPE;
import static dev.hibernatesplit.RoutingReason.TARGET_DOWN;
import static dev.hibernatesplit.RoutingReason.WRITING_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.Routing;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Book;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.spi.Query;
import dev.hibernatesplit.spi.QueryRouter;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routers of the application before a rule of its settings. */
class QueryRouterIT {

  private static final List<Query> ASKED = new CopyOnWriteArrayList<>();
  private static Landing landing;
  private static Application application;

  /** By the value of a parameter. */
  public static final class ByName implements QueryRouter {

    @Override
    public String route(Query query) {
      ASKED.add(query);
      if (query.parameters().contains("Broken")) {
        throw new IllegalStateException("no idea where");
      }
      return query.parameters().contains("Ursula") ? "powerful" : null;
    }
  }

  private static String byPlan(Query query) {
    return (String) query.attribute("target");
  }

  @BeforeAll
  static void start() {
    QueryRouter byPlan = QueryRouterIT::byPlan;
    landing =
        Landing.start(
            Map.of(
                "hibernate.split.query_router", List.of(ByName.class.getName(), byPlan),
                "hibernate.split.rules.counting.when", "aggregates",
                "hibernate.split.rules.counting.target", "analytics"));
    application = landing.application;
  }

  @AfterAll
  static void stop() {
    landing.close();
  }

  @BeforeEach
  void forget() {
    landing.forget();
    ASKED.clear();
  }

  private static List<Author> named(EntityManager manager, String name) {
    return manager
        .createQuery("from Author where name = :name", Author.class)
        .setParameter("name", name)
        .getResultList();
  }

  private static List<Author> named(String name) {
    return application.outside(manager -> named(manager, name));
  }

  private static Long count(EntityManager manager) {
    return manager.createQuery("select count(b) from Book b", Long.class).getSingleResult();
  }

  @Test
  void the_value_of_a_parameter_chooses_the_server() {
    assertThat(named("Ursula")).hasSize(1);
    landing.at("powerful", ROUTER);
    assertThat(named("Stanisław")).hasSize(1);
    landing.at("r1", READ_OUTSIDE_TRANSACTION);
    application.readOnly(manager -> named(manager, "Ursula"));
    landing.at("powerful", ROUTER);
  }

  @Test
  void an_attribute_of_the_callers_scope_chooses_the_server() {
    Routing.attribute("target", "primary", () -> named("Stanisław"));
    landing.at("primary", ROUTER);
    try (Routing.Open scope = Routing.attribute("target", "analytics")) {
      assertThat(scope).isNotNull();
      named("Stanisław");
    }
    landing.at("analytics", ROUTER);
    named("Stanisław");
    landing.at("r1", READ_OUTSIDE_TRANSACTION);
  }

  @Test
  void the_first_router_that_does_not_abstain_comes_before_the_rules() {
    Routing.attribute("target", "primary", () -> named("Ursula"));
    landing.at("powerful", ROUTER);
    application.outside(QueryRouterIT::count);
    landing.at("analytics", RULE);
    Routing.attribute("target", "any", () -> application.outside(QueryRouterIT::count));
    landing.at("r1", READ_OUTSIDE_TRANSACTION);
    Routing.attribute("target", "powerful", () -> application.outside(QueryRouterIT::count));
    landing.at("powerful", ROUTER);
  }

  @Test
  void what_was_said_by_hand_comes_first() {
    Routing.onPrimary(() -> named("Ursula"));
    landing.at("primary", SCOPE);
    application.outside(
        m ->
            m.createQuery("from Author where name = :name", Author.class)
                .setParameter("name", "Ursula")
                .setHint(Routing.QUERY_HINT, Routing.hint("analytics"))
                .getResultList());
    landing.at("analytics", HINT);
    assertThat(ASKED).isEmpty();
  }

  @Test
  void no_router_is_asked_about_writes_locks_and_reads_of_a_writing_transaction() {
    application.write(
        m -> {
          named(m, "Ursula").get(0).setName("Ursula");
          m.createQuery("update Author set name = name where name = :name")
              .setParameter("name", "Ursula")
              .executeUpdate();
          m.createQuery("from Author where name = :name", Author.class)
              .setParameter("name", "Ursula")
              .setLockMode(LockModeType.PESSIMISTIC_READ)
              .getResultList();
        });
    assertThat(ASKED).isEmpty();
    assertThat(application.journeys().all())
        .hasSize(3)
        .extracting(Journey::role)
        .containsOnly(TargetRole.PRIMARY);
    assertThat(application.journeys().all().get(0).reason()).isEqualTo(WRITING_TRANSACTION);
  }

  @Test
  void each_run_of_one_prepared_statement_is_asked_about() {
    List<Integer> found =
        application.onConnection(
            connection -> {
              try (PreparedStatement read =
                  connection.prepareStatement("select name from Author where name = ?")) {
                List<Integer> rows = new ArrayList<>();
                for (String name : List.of("Stanisław", "Ursula", "Nobody", "Ursula")) {
                  read.setString(1, name);
                  rows.add(rows(read));
                }
                return rows;
              }
            });
    assertThat(found).containsExactly(1, 1, 0, 1);
    assertThat(application.journeys().all())
        .extracting(journey -> journey.decision().target())
        .containsExactly("r1", "powerful", "r1", "powerful");
  }

  private static int rows(PreparedStatement read) throws SQLException {
    int rows = 0;
    try (ResultSet found = read.executeQuery()) {
      while (found.next()) {
        rows++;
      }
    }
    return rows;
  }

  @Test
  void arrays_and_many_ids_are_bound_where_the_read_runs_and_need_no_primary() {
    int found =
        application.onConnection(
            connection -> {
              Array names = connection.createArrayOf("text", new Object[] {"Ursula", "Nobody"});
              try (PreparedStatement read =
                  connection.prepareStatement("select name from Author where name = any(?)")) {
                read.setArray(1, names);
                return rows(read);
              }
            });
    assertThat(found).isEqualTo(1);
    List<Author> authors =
        application.outside(
            m ->
                m.unwrap(Session.class)
                    .findMultiple(Author.class, List.<Object>of(1L, 2L, 3L, 51L, 52L)));
    assertThat(authors).hasSize(5);
    assertThat(application.journeys().all())
        .extracting(journey -> journey.decision().target())
        .containsOnly("r1");
    assertThat(Servers.ran(landing.cluster.primary())).isEmpty();
  }

  @Test
  void entities_collections_and_streams_load_as_ever() {
    List<String> titles =
        application.outside(
            m ->
                named(m, "Ursula").get(0).getBooks().stream()
                    .map(book -> m.find(Book.class, book.getId()).getTitle())
                    .sorted()
                    .toList());
    assertThat(titles).containsExactly("Lavinia", "The Dispossessed");
    long streamed =
        application.readOnly(
            m -> {
              try (var stream =
                  m.createQuery("from Book where title <> :t", Book.class)
                      .setParameter("t", "")
                      .setHint("org.hibernate.fetchSize", 1)
                      .getResultStream()) {
                return stream.count();
              }
            });
    assertThat(streamed).isEqualTo(3);
  }

  @Test
  void what_a_router_throws_reaches_the_application_and_the_session_goes_on() {
    int found =
        application.outside(
            m -> {
              assertThatThrownBy(() -> named(m, "Broken")).hasStackTraceContaining("no idea where");
              return named(m, "Ursula").size();
            });
    assertThat(found).isEqualTo(1);
    landing.at("powerful", ROUTER);
  }

  @Test
  void a_target_that_does_not_exist_is_an_error_that_says_who_named_it() {
    assertThatThrownBy(() -> Routing.attribute("target", "nowhere", () -> named("Stanisław")))
        .hasStackTraceContaining("QueryRouterIT")
        .hasStackTraceContaining("answered 'nowhere', which is no target")
        .hasStackTraceContaining("primary, analytics, powerful, r1");
    assertThat(application.journeys().all()).isEmpty();
  }

  @Test
  void while_its_target_is_down_the_primary_serves() {
    landing.cluster.replica("powerful").stop();
    try {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                assertThat(named("Ursula")).hasSize(1);
                assertThat(application.journeys().last().reason()).isEqualTo(TARGET_DOWN);
              });
    } finally {
      landing.cluster.replica("powerful").start();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              named("Ursula");
              assertThat(application.journeys().last().reason()).isEqualTo(ROUTER);
            });
  }
}
