package dev.hibernatesplit.it.tables;

import static dev.hibernatesplit.RoutingReason.HINT;
import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static dev.hibernatesplit.RoutingReason.SCOPE;
import static dev.hibernatesplit.RoutingReason.SESSION_PROPERTY;
import static dev.hibernatesplit.RoutingReason.TABLE;
import static dev.hibernatesplit.RoutingReason.UNIT_ON_PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.Routing;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.SplitConfigurationException;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas for everyone, a dedicated one, and entities that wish otherwise. */
class WishesIT {

  private static ReplicatedPostgres cluster;
  private static Application application;

  @BeforeAll
  static void start() throws SQLException {
    cluster = ReplicatedPostgres.builder().replicas("r1", "r2", "analytics").start();
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table audit_log (id bigint)");
      statement.execute("create table \"Odd Log\" (id bigint)");
      statement.execute("create view recent_log as select * from audit_log");
    }
    application =
        Application.start(
            cluster,
            settings(),
            Wishes.Balance.class,
            Wishes.Tag.class,
            Wishes.Fact.class,
            Wishes.Local.class,
            Wishes.Kept.class,
            Wishes.Freed.class,
            Wishes.FreedToo.class,
            Wishes.Item.class,
            Wishes.Pen.class,
            Wishes.Coin.class,
            Wishes.OneWay.class,
            Wishes.OtherWay.class,
            Wishes.Glance.class,
            Wishes.Chronicle.class);
    for (long id = 1; id <= 2; id++) {
      Wishes.Tag tag = new Wishes.Tag();
      tag.id = id;
      application.write(m -> m.persist(tag));
    }
    cluster.awaitCatchUp();
  }

  private static Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("jakarta.persistence.schema-generation.database.action", "create");
    settings.put("hibernate.split.replicas.analytics.dedicated", "true");
    settings.put("hibernate.split.tables.audit_log", "analytics");
    settings.put("hibernate.split.tables.public.\"Odd Log\"", "primary");
    settings.put("hibernate.split.tables.Local", "any");
    return settings;
  }

  @AfterAll
  static void stop() {
    application.close();
    cluster.close();
  }

  @BeforeEach
  void forget() {
    cluster.clearStatements();
    application.journeys().clear();
  }

  private static <T> List<T> all(EntityManager manager, Class<T> type) {
    return manager.createQuery("from " + type.getName(), type).getResultList();
  }

  private static void load(Class<?> type) {
    application.outside(m -> all(m, type));
  }

  private static void ask(String sql) {
    application.outside(m -> m.createNativeQuery(sql).getResultList());
  }

  private static void wentTo(String target, RoutingReason reason) {
    assertThat(application.journeys().all()).hasSize(1);
    assertThat(application.journeys().last().reason()).isEqualTo(reason);
    assertThat(application.journeys().last().decision().target()).isEqualTo(target);
    for (PostgresServer server : cluster.servers()) {
      assertThat(Servers.ran(server).isEmpty())
          .as("nothing ran on %s", server.name())
          .isNotEqualTo(server.name().equals(target));
    }
  }

  private static void wentAnywhere() {
    assertThat(application.journeys().all()).hasSize(1);
    assertThat(application.journeys().last().reason()).isEqualTo(READ_OUTSIDE_TRANSACTION);
    assertThat(application.journeys().last().decision().target()).isIn("r1", "r2");
    assertThat(Servers.ran(cluster.primary())).isEmpty();
    assertThat(Servers.ran(cluster.replica("analytics"))).isEmpty();
  }

  @Test
  void a_primary_only_entity_is_read_on_the_primary() {
    load(Wishes.Balance.class);
    wentTo("primary", TABLE);
  }

  @Test
  void an_entity_is_read_from_the_target_it_names() {
    application.outside(m -> m.find(Wishes.Fact.class, 1L));
    wentTo("analytics", TABLE);
  }

  @Test
  void an_entity_without_a_wish_is_read_anywhere() {
    load(Wishes.Tag.class);
    wentAnywhere();
  }

  @Test
  void an_annotation_is_inherited_from_a_mapped_superclass() {
    load(Wishes.Kept.class);
    wentTo("primary", TABLE);
  }

  @Test
  void a_nearer_annotation_undoes_it_for_what_is_below() {
    load(Wishes.FreedToo.class);
    wentAnywhere();
  }

  @Test
  void a_subclass_that_wishes_alone_leaves_its_sisters_and_their_table_alone() {
    load(Wishes.Pen.class);
    wentAnywhere();
  }

  @Test
  void a_subclass_that_wishes_alone_is_heard_wherever_its_table_is_read() {
    load(Wishes.Coin.class);
    wentTo("primary", TABLE);
    forget();
    load(Wishes.Item.class);
    wentTo("primary", TABLE);
  }

  @Test
  void a_join_table_is_its_owners_from_both_sides() {
    application.outside(m -> m.find(Wishes.Tag.class, 1L).balances.size());
    Journey collection = application.journeys().last();
    assertThat(collection.sql()).contains("Balance_Tag");
    assertThat(collection.decision().toString()).isEqualTo("primary (table)");
  }

  @Test
  void another_entitys_table_is_read_where_that_one_wishes() {
    application.outside(m -> m.find(Wishes.Tag.class, 1L).facts.size());
    assertThat(application.journeys().all()).hasSize(2);
    assertThat(application.journeys().all().get(0).reason()).isEqualTo(READ_OUTSIDE_TRANSACTION);
    assertThat(application.journeys().last().decision().toString()).isEqualTo("analytics (table)");
  }

  @Test
  void where_entities_of_one_table_differ_the_primary_has_it() {
    load(Wishes.OneWay.class);
    wentTo("primary", TABLE);
  }

  @Test
  void where_the_tables_of_a_statement_differ_the_primary_has_it() {
    ask("select f.id from Fact f, Balance b where f.id = b.id");
    wentTo("primary", TABLE);
  }

  @Test
  void the_history_that_hibernate_keeps_of_an_entity_is_its_own() {
    ask("select * from chronicle_aud");
    wentTo("primary", TABLE);
  }

  @Test
  void a_named_target_beats_any() {
    ask("select f.id from tag t join FACT f on f.tag_id = t.id");
    wentTo("analytics", TABLE);
  }

  @Test
  void a_view_is_read_where_what_it_stands_for_is() {
    ask("select * from recent_log");
    wentTo("analytics", TABLE);
    forget();
    ask("select * from public.audit_log");
    wentTo("analytics", TABLE);
  }

  @Test
  void a_view_that_hibernate_made_is_read_where_what_it_stands_for_is() {
    try (Application second =
        Application.start(
            cluster, Map.of("hibernate.split.tables.balance", "primary"), Wishes.Glance.class)) {
      second.outside(m -> all(m, Wishes.Glance.class));
      assertThat(second.journeys().last().decision().toString()).isEqualTo("primary (table)");
    }
  }

  @Test
  void settings_send_tables_of_no_entity_and_overrule_annotations() {
    ask("select * from \"Odd Log\"");
    wentTo("primary", TABLE);
    forget();
    load(Wishes.Local.class);
    wentAnywhere();
  }

  @Test
  void no_scope_and_no_session_takes_a_primary_only_table_away() {
    Routing.on("r1", () -> application.outside(m -> all(m, Wishes.Balance.class)));
    wentTo("primary", TABLE);
    forget();
    application.outside(
        m -> {
          m.setProperty(Routing.TARGET, "r1");
          return all(m, Wishes.Balance.class);
        });
    wentTo("primary", TABLE);
  }

  @Test
  void the_querys_own_hint_does() {
    application.outside(
        m ->
            m.createQuery("from " + Wishes.Balance.class.getName(), Wishes.Balance.class)
                .setHint(Routing.QUERY_HINT, Routing.hint("r2"))
                .getResultList());
    wentTo("r2", HINT);
  }

  @Test
  void a_scope_or_a_session_takes_a_table_from_the_target_it_names() {
    Routing.on("r1", () -> application.outside(m -> all(m, Wishes.Fact.class)));
    wentTo("r1", SCOPE);
    forget();
    application.outside(
        m -> {
          m.setProperty(Routing.TARGET, "primary");
          return all(m, Wishes.Fact.class);
        });
    wentTo("primary", SESSION_PROPERTY);
  }

  @Test
  void a_read_only_transaction_goes_to_the_primary_with_its_first_primary_only_table() {
    application.readOnly(
        m -> {
          all(m, Wishes.Tag.class);
          all(m, Wishes.Balance.class);
          return all(m, Wishes.Tag.class);
        });
    assertThat(application.journeys().all())
        .extracting(Journey::reason)
        .containsExactly(READ_ONLY_UNIT, TABLE, UNIT_ON_PRIMARY);
    assertThat(Servers.ran(cluster.primary()))
        .filteredOn(sql -> sql.startsWith("select"))
        .hasSize(2);
  }

  @Test
  void writes_stay_on_the_primary_whatever_their_table_wishes() {
    application.write(
        m -> {
          Wishes.Fact fact = new Wishes.Fact();
          fact.id = 7L;
          m.persist(fact);
        });
    assertThat(application.journeys().all())
        .isNotEmpty()
        .allMatch(journey -> journey.decision().target().equals("primary"));
  }

  @Test
  void a_transaction_of_one_snapshot_that_began_on_a_replica_is_refused_the_primarys_tables() {
    application.outside(
        m -> {
          Session session = m.unwrap(Session.class);
          session.doWork(c -> c.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ));
          session.beginTransaction();
          session.doWork(c -> c.setReadOnly(true));
          all(m, Wishes.Tag.class);
          assertThatThrownBy(() -> all(m, Wishes.Balance.class))
              .hasMessageContaining("At REPEATABLE READ a transaction stays on the server");
          session.getTransaction().rollback();
          return true;
        });
    assertThat(Servers.ran(cluster.primary())).isEmpty();
  }

  @Test
  void a_cursor_on_a_replica_stays_open_while_the_primary_is_asked() {
    int tags =
        application.readOnly(
            m -> {
              try (Stream<Wishes.Tag> stream =
                  m.createQuery("from Tag", Wishes.Tag.class)
                      .setHint("org.hibernate.fetchSize", 1)
                      .getResultStream()) {
                Iterator<Wishes.Tag> open = stream.iterator();
                open.next();
                all(m, Wishes.Balance.class);
                int seen = 1;
                while (open.hasNext()) {
                  open.next();
                  seen++;
                }
                return seen;
              }
            });
    assertThat(tags).isEqualTo(2);
    assertThat(application.journeys().all())
        .extracting(Journey::reason)
        .containsExactly(READ_ONLY_UNIT, TABLE);
  }

  @Test
  void mistakes_fail_the_start_all_at_once_and_leave_no_connection() {
    Map<String, Object> named =
        Map.of("hibernate.split.primary.hikari.dataSource.ApplicationName", "mistaken");
    assertThatThrownBy(
            () ->
                Application.start(
                    cluster,
                    named,
                    Wishes.Misspelt.class,
                    Wishes.MisspeltToo.class,
                    Wishes.Torn.class))
        .hasRootCauseInstanceOf(SplitConfigurationException.class)
        .rootCause()
        .hasMessageContaining("2 problems")
        .hasMessageContaining(
            "Wishes$Misspelt: @ReadFrom(\"analytix\") names no target. Use one of: primary,"
                + " analytics, r1, r2.")
        .hasMessageContaining("Wishes$Torn: @PrimaryOnly and @ReplicaPreferred contradict");
    await().until(() -> connections("mistaken") == 0);
  }

  private static int connections(String applicationName) throws SQLException {
    try (Connection connection = cluster.primary().adminConnection();
        Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where application_name = '"
                    + applicationName
                    + "'")) {
      count.next();
      return count.getInt(1);
    }
  }
}
