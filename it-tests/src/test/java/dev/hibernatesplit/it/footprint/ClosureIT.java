package dev.hibernatesplit.it.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.catalogue.CatalogueReader;
import dev.hibernatesplit.internal.sql.Catalogue;
import dev.hibernatesplit.internal.sql.Table;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every write and every read runs on a server that counts which tables it touches. Wherever a write
 * changed a table that a read reads, their footprints meet.
 */
@PostgresCluster(replicas = 1, statementLog = false)
class ClosureIT {

  private static final List<Sample> WRITES = Sample.all("writes.txt");
  private static final List<Sample> READS = Sample.all("reads.txt");

  private static final Map<String, Set<String>> changed = new LinkedHashMap<>();
  private static final Map<String, Set<String>> read = new LinkedHashMap<>();
  private static Catalogue catalogue = Catalogue.EMPTY;

  @BeforeAll
  static void run(ReplicatedPostgres cluster) throws SQLException {
    PostgresServer primary = cluster.primary();
    try (Connection connection = primary.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(Sample.read("schema.sql"));
      catalogue = CatalogueReader.read(connection, Set.of("titles"));
    }
    try (Counters counters = new Counters(primary)) {
      for (Sample write : WRITES) {
        changed.put(write.sql(), counters.changed(write.sql()));
      }
      for (Sample query : READS) {
        read.put(query.sql(), counters.read(query.sql()));
      }
    }
  }

  /** What is left out of the catalogue, as a control. */
  enum Rule {
    ACTIONS,
    TRIGGERS,
    RULES,
    FUNCTIONS,
    TREES;

    private Table without(Table t) {
      return new Table(
          t.name(),
          t.sort(),
          t.key(),
          this == TRIGGERS ? Set.of() : t.triggers(),
          this != RULES && t.rules(),
          this == FUNCTIONS ? Set.of() : t.functions(),
          this == ACTIONS ? List.of() : t.actions(),
          this == TREES ? List.of() : t.parents(),
          this == TREES ? List.of() : t.children());
    }

    Catalogue without(Catalogue all) {
      return all.with(
          all.tables().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey,
                      entry -> entry.getValue().stream().map(this::without).toList())));
    }
  }

  @Test
  void footprints_meet_wherever_the_server_touched_one_table() {
    assertThat(missed(new Known(catalogue))).isEmpty();
    assertThat(changed.values()).filteredOn(tables -> !tables.isEmpty()).hasSize(WRITES.size());
    assertThat(read.values()).filteredOn(tables -> !tables.isEmpty()).hasSize(READS.size() - 3);
  }

  /** Negative controls. */
  @ParameterizedTest
  @EnumSource
  void without_a_rule_some_do_not_meet(Rule rule) {
    assertThat(missed(new Known(rule.without(catalogue)))).isNotEmpty();
  }

  @Test
  void without_views_and_policies_a_read_misses_what_they_stand_for() {
    Catalogue blind =
        new Catalogue(Set.of("titles"), Set.of(), Set.of(), Set.of(), Map.of(), Map.of())
            .with(Map.copyOf(asTables()));
    assertThat(missed(new Known(blind)))
        .anyMatch(pair -> pair.contains("from shelf"))
        .anyMatch(pair -> pair.contains("from guarded"));
  }

  private static Map<String, List<Table>> asTables() {
    return catalogue.tables().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> entry.getValue().stream().map(t -> Table.plain(t.name())).toList()));
  }

  private static List<String> missed(Known known) {
    List<String> missed = new ArrayList<>();
    changed.forEach(
        (write, tables) ->
            read.forEach(
                (query, sources) -> {
                  boolean touch = !Collections.disjoint(tables, sources);
                  if (touch && !meet(known.writes(write), known.reads(query))) {
                    missed.add(write + " | " + query);
                  }
                }));
    return missed;
  }

  private static boolean meet(Set<String> written, Set<String> read) {
    return written.equals(Sample.EVERYTHING)
        || read.equals(Sample.EVERYTHING)
        || !Collections.disjoint(written, read);
  }

  @Test
  void footprints_are_no_larger_than_they_need_be() {
    Known known = new Known(catalogue);
    for (Sample write : WRITES) {
      assertThat(known.writes(write.sql())).as(write.sql()).isEqualTo(write.touched());
    }
    for (Sample query : READS) {
      assertThat(known.reads(query.sql())).as(query.sql()).isEqualTo(query.touched());
    }
  }

  @Test
  void keys_are_those_of_integers_and_uuids(ReplicatedPostgres cluster) throws SQLException {
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table k1 (a int, b uuid, c smallint, d bigint, primary key (d, b, a, c));
          create table k2 (a text primary key);
          create table k3 (a int, b numeric, primary key (a, b));
          create table k4 (a int);
          create table k5 (a positive primary key)
          """);
      Catalogue now = CatalogueReader.read(connection, Set.of());
      statement.execute("drop table k1, k2, k3, k4, k5");
      assertThat(key(now, "k1")).containsExactly("d", "b", "a", "c");
      assertThat(List.of("k2", "k3", "k4", "k5")).allMatch(table -> key(now, table).isEmpty());
    }
  }

  private static List<String> key(Catalogue now, String table) {
    return now.tables().getOrDefault(table, List.of()).get(0).key();
  }
}
