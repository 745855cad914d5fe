package dev.hibernatesplit.it.rules;

import static dev.hibernatesplit.RoutingReason.FUNCTION;
import static dev.hibernatesplit.RoutingReason.HINT;
import static dev.hibernatesplit.RoutingReason.LOCKING_READ;
import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static dev.hibernatesplit.RoutingReason.RULE;
import static dev.hibernatesplit.RoutingReason.SCOPE;
import static dev.hibernatesplit.RoutingReason.TABLE;
import static dev.hibernatesplit.RoutingReason.TARGET_DOWN;
import static dev.hibernatesplit.RoutingReason.WRITE;
import static dev.hibernatesplit.RoutingReason.WRITING_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.Routing;
import dev.hibernatesplit.SplitConfigurationException;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Book;
import dev.hibernatesplit.it.Journeys.Journey;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules in the settings, and an application that knows nothing of them. */
class RulesIT {

  private static Landing landing;
  private static Application application;

  private static void rule(Map<String, Object> settings, int order, String when, String target) {
    String prefix = "hibernate.split.rules.rule-" + order + ".";
    settings.put(prefix + "order", String.valueOf(order));
    settings.put(prefix + "when", when);
    settings.put(prefix + "target", target);
  }

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>();
    rule(settings, 1, "sql matches 'no_rule_for_me'", "any");
    rule(settings, 2, "joins > 3", "powerful");
    rule(settings, 3, "aggregates", "analytics");
    rule(settings, 4, "sql matches 'lower\\s*\\(' and table = author", "analytics");
    rule(settings, 5, "table in (audit_log, visit)", "primary");
    settings.put("hibernate.split.tables.fact", "powerful");
    landing = Landing.start(settings);
    application = landing.application;
    application.write(
        manager -> {
          for (String table : List.of("audit_log", "visit", "fact")) {
            manager.createNativeQuery("create table " + table + " (a int)").executeUpdate();
          }
        });
    landing.cluster.awaitCatchUp();
  }

  @AfterAll
  static void stop() {
    landing.close();
  }

  @BeforeEach
  void forget() {
    landing.forget();
  }

  private static Long count(EntityManager manager) {
    return manager.createQuery("select count(b) from Book b", Long.class).getSingleResult();
  }

  private static List<Author> authors(EntityManager manager) {
    return manager.createQuery("from Author", Author.class).getResultList();
  }

  private static List<?> nativeRead(EntityManager manager, String sql) {
    return manager.createNativeQuery(sql).getResultList();
  }

  private static void outside(String sql) {
    application.outside(manager -> nativeRead(manager, sql));
  }

  @Test
  void aggregates_go_to_analytics() {
    assertThat(application.outside(RulesIT::count)).isEqualTo(3);
    landing.at("analytics", RULE);
    application.readOnly(RulesIT::count);
    landing.at("analytics", RULE);
    application.outside(
        m -> m.createQuery("select b.author.id from Book b group by b.author.id").getResultList());
    landing.at("analytics", RULE);
  }

  @Test
  void what_no_rule_is_for_goes_where_it_would() {
    application.outside(RulesIT::authors);
    landing.at("r1", READ_OUTSIDE_TRANSACTION);
    application.readOnly(RulesIT::authors);
    landing.at("r1", READ_ONLY_UNIT);
  }

  @Test
  void more_than_three_joins_go_to_powerful_and_three_do_not() {
    String three = "select a from Book a join a.author b join b.books c join c.author d";
    application.outside(m -> m.createQuery(three, Book.class).getResultList());
    landing.at("r1", READ_OUTSIDE_TRANSACTION);
    application.outside(m -> m.createQuery(three + " join d.books e", Book.class).getResultList());
    landing.at("powerful", RULE);
  }

  @Test
  void the_rule_with_the_lowest_order_is_followed() {
    application.outside(
        m ->
            m.createQuery(
                    "select count(e) from Book a join a.author b join b.books c join c.author d"
                        + " join d.books e",
                    Long.class)
                .getSingleResult());
    landing.at("powerful", RULE);
    outside("select count(*) as no_rule_for_me from Book");
    landing.at("r1", READ_OUTSIDE_TRANSACTION);
  }

  @Test
  void a_regular_expression_and_a_table_must_both_hold() {
    application.outside(
        m -> m.createQuery("select lower(name) from Author", String.class).getResultList());
    landing.at("analytics", RULE);
    application.outside(
        m -> m.createQuery("select lower(title) from Book", String.class).getResultList());
    landing.at("r1", READ_OUTSIDE_TRANSACTION);
  }

  @Test
  void a_table_goes_to_the_primary() {
    outside("select a from audit_log");
    landing.at("primary", RULE);
    outside("select v.a from public.visit v");
    landing.at("primary", RULE);
    outside("select 'visit' from Book");
    landing.at("r1", READ_OUTSIDE_TRANSACTION);
  }

  @Test
  void what_was_said_by_hand_comes_first() {
    Routing.on("r1", () -> application.outside(RulesIT::count));
    landing.at("r1", SCOPE);
    Routing.onPrimary(() -> application.outside(RulesIT::count));
    landing.at("primary", SCOPE);
    application.outside(
        m ->
            m.createQuery("select count(b) from Book b", Long.class)
                .setHint(Routing.QUERY_HINT, Routing.hint("powerful"))
                .getSingleResult());
    landing.at("powerful", HINT);
    outside("select count(*) from fact");
    landing.at("powerful", TABLE);
  }

  @Test
  void no_rule_moves_a_write_a_lock_a_function_or_a_read_of_a_writing_transaction() {
    application.write(
        m -> {
          m.createNativeQuery("update Book set title = title where id = (select max(id) from Book)")
              .executeUpdate();
          count(m);
          m.createQuery("from Author where lower(name) <> ''", Author.class)
              .setLockMode(LockModeType.PESSIMISTIC_WRITE)
              .getResultList();
          nativeRead(m, "select nextval('Author_SEQ'), count(*) from Book");
        });
    assertThat(application.journeys().all())
        .extracting(Journey::reason)
        .containsExactly(WRITE, WRITING_TRANSACTION, LOCKING_READ, FUNCTION);
    assertThat(application.journeys().all())
        .extracting(Journey::role)
        .containsOnly(TargetRole.PRIMARY);
    landing.forget();
    outside("select nextval('Author_SEQ'), count(*) from Book");
    landing.at("primary", FUNCTION);
  }

  @Test
  void a_read_only_transaction_changes_its_replica_for_a_rule() {
    application.readOnly(
        m -> {
          authors(m);
          count(m);
          return authors(m);
        });
    assertThat(application.journeys().all())
        .extracting(journey -> journey.decision().target())
        .containsExactly("r1", "analytics", "r1");
  }

  @Test
  void while_its_target_is_down_the_primary_serves() {
    landing.cluster.replica("analytics").stop();
    try {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                application.outside(RulesIT::count);
                assertThat(application.journeys().last().reason()).isEqualTo(TARGET_DOWN);
              });
      landing.forget();
      application.outside(RulesIT::count);
      assertThat(application.journeys().last().role()).isEqualTo(TargetRole.PRIMARY);
    } finally {
      landing.cluster.replica("analytics").start();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              application.outside(RulesIT::count);
              assertThat(application.journeys().last().reason()).isEqualTo(RULE);
            });
  }

  @Test
  void mistakes_fail_the_start_all_at_once() {
    Map<String, Object> settings = new HashMap<>();
    rule(settings, 1, "joins > 3", "analytix");
    rule(settings, 2, "sql matches '('", "analytics");
    rule(settings, 3, "aggregate", "analytics");
    rule(settings, 4, "joins > 5", "analytics");
    rule(settings, 5, "joins > 6", "analytics");

    assertThatThrownBy(() -> Application.start(landing.cluster, settings).close())
        .hasRootCauseInstanceOf(SplitConfigurationException.class)
        .rootCause()
        .hasMessageContaining("4 problems")
        .hasMessageContaining("rule-1.target = 'analytix'")
        .hasMessageContaining("Did you mean 'analytics'?")
        .hasMessageContaining("rule-2.when: '(' is no regular expression")
        .hasMessageContaining("rule-3.when: 'aggregate' is no condition")
        .hasMessageContaining("rule-5.when: never counts, since the rule 'rule-4' before it");
  }
}
