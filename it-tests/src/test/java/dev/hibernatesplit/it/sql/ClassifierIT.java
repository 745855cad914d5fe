package dev.hibernatesplit.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.catalogue.CatalogueReader;
import dev.hibernatesplit.internal.sql.Catalogue;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.it.sql.Statements.Row;
import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementKind;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every statement of a long list runs on a primary and on its standby; they judge the classifier.
 */
@PostgresCluster(replicas = 1, statementLog = false)
class ClassifierIT {

  private static final List<Row> ROWS = Statements.rows();

  private static final Classifier BY_TEXT = new Classifier();
  private static final Classifier BY_CATALOGUE = new Classifier();
  private static final List<Connection> OPEN = new ArrayList<>();

  private static PostgresServer primary;
  private static PostgresServer standby;

  @BeforeAll
  static void fill(ReplicatedPostgres cluster) throws SQLException {
    primary = cluster.primary();
    standby = cluster.replicas().get(0);
    try (Connection connection = primary.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(Statements.read("schema.sql"));
      BY_CATALOGUE.use(CatalogueReader.read(connection, Set.of()));
    }
    cluster.awaitCatchUp();
  }

  @AfterAll
  static void close() throws SQLException {
    for (Connection connection : OPEN) {
      connection.close();
    }
  }

  private static Connection on(PostgresServer server) throws SQLException {
    Connection connection = server.connection();
    OPEN.add(connection);
    return connection;
  }

  @Test
  void every_statement_has_its_kind() {
    assertThat(ROWS).hasSizeGreaterThan(300);
    assertThat(
            ROWS.stream()
                .filter(row -> BY_CATALOGUE.classify(row.sql()).kind() != row.kind())
                .map(row -> row + " was " + kindAndDetail(row.sql()))
                .toList())
        .isEmpty();
  }

  private static String kindAndDetail(String sql) {
    StatementInfo info = BY_CATALOGUE.classify(sql);
    return info.kind() + ", " + info.detail();
  }

  @Test
  void standby_answers_every_read_as_the_primary_does() throws SQLException {
    Connection here = on(primary);
    Connection there = on(standby);
    List<String> wrong = new ArrayList<>();
    for (Row row : ROWS) {
      if (BY_CATALOGUE.classify(row.sql()).isRead()) {
        Asked expected = Asked.in(here, row.sql());
        Asked found = Asked.in(there, row.sql());
        if (!found.accepted() || (row.steady() && !found.equals(expected))) {
          wrong.add(row.sql() + "\n  " + expected + "\n  " + found);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void what_the_standby_refuses_is_no_read_and_the_primary_takes_it() throws SQLException {
    Connection here = primary.adminConnection();
    Connection there = standby.adminConnection();
    OPEN.addAll(List.of(here, there));
    Set<String> states = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    int refused = 0;
    for (Row row : ROWS) {
      if (row.onPrimary() && !BY_CATALOGUE.classify(row.sql()).isRead()) {
        Asked found = ask(standby, there, row);
        Asked expected = ask(primary, here, row);
        if (!found.accepted()) {
          refused++;
          states.add(found.state());
        }
        if (!expected.accepted()) {
          wrong.add(row.sql() + "\n  " + expected);
        }
      }
    }
    System.out.println(refused + " refused by the standby, with " + states);
    assertThat(wrong).isEmpty();
    assertThat(refused).isGreaterThan(130);
    assertThat(states).contains("25006", "0A000", "55000");
  }

  /** What may leave something in the session runs on a connection of its own. */
  private static Asked ask(PostgresServer server, Connection shared, Row row) throws SQLException {
    if (row.kind() != StatementKind.SESSION) {
      return Asked.in(shared, row.sql());
    }
    try (Connection own = server.adminConnection()) {
      return Asked.in(own, row.sql());
    }
  }

  /**
   * Negative control: without the catalogue, some of them pass for reads and the standby refuses.
   */
  @Test
  void text_alone_takes_for_reads_what_only_the_catalogue_knows() throws SQLException {
    Connection there = on(standby);
    List<String> missed = new ArrayList<>();
    for (Row row : ROWS) {
      if (BY_TEXT.classify(row.sql()).isRead() && !Asked.in(there, row.sql()).accepted()) {
        assertThat(BY_CATALOGUE.classify(row.sql()).isRead()).as(row.sql()).isFalse();
        missed.add(row.sql());
      }
    }
    assertThat(missed)
        .contains("select * from numbering_view", "select * from scratch", "select 1 <!> 2")
        .hasSizeLessThan(40);
  }

  @Test
  void catalogue_says_why() {
    assertThat(BY_CATALOGUE.classify("select * from view_on_numbering").detail())
        .isEqualTo("view public.view_on_numbering: view public.numbering_view: nextval");
    assertThat(BY_CATALOGUE.classify("select * from mixed_event").detail())
        .isEqualTo("table with the unlogged partition mixed_event_2026");
    assertThat(BY_CATALOGUE.classify("select * from ledger").detail())
        .isEqualTo("policies of public.ledger: spend");
  }

  @Test
  void catalogue_shows_through_views() {
    assertThat(BY_CATALOGUE.classify("select * from clock_view").transactionTime()).isTrue();
    assertThat(BY_CATALOGUE.classify("select * from reading_view").functions())
        .containsExactly("customers_of");
  }

  @Test
  void catalogue_needs_no_privilege_and_knows_nothing_of_what_postgresql_brings()
      throws SQLException {
    Catalogue catalogue = CatalogueReader.read(on(standby), Set.of());
    assertThat(catalogue.harmless())
        .contains("label", "public.customers_of")
        .doesNotContain("lower");
    assertThat(catalogue.relations()).containsKey("scratch").doesNotContainKey("pg_stat_activity");
  }
}
