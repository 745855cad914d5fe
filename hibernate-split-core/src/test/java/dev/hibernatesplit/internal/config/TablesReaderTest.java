package dev.hibernatesplit.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.spi.TableName;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TablesReaderTest {

  private static String key(String table) {
    return SplitSettings.of(SplitSettings.TABLE, table);
  }

  @Test
  void tables_are_sent_to_targets() {
    Map<TableName, String> tables =
        Asked.read(
                Asked.usual(
                    key("Audit_Log"), "Primary",
                    key("shop.\"Fact\""), " r1 ",
                    key("book"), "ANY"))
            .tables();

    assertThat(tables)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                new TableName(null, "audit_log"), "primary",
                new TableName("shop", "Fact"), "r1",
                new TableName(null, "book"), "any"));
  }

  @Test
  void a_target_that_is_not_there_is_a_problem_which_names_those_that_are() {
    assertThat(Asked.problems(Asked.usual(key("fact"), "analytics")))
        .containsExactly(
            "hibernate.split.tables.fact = 'analytics': must be a target, 'primary' or 'any'. Use"
                + " one of: primary, any, r1.");
  }

  @Test
  void a_table_without_a_target_is_a_problem() {
    assertThat(Asked.problems(Asked.usual(key("fact"), " "))).hasSize(1);
  }

  @Test
  void what_is_no_name_is_a_problem() {
    assertThat(Asked.problems(Asked.usual(key("a.b.c"), "primary")))
        .singleElement()
        .asString()
        .startsWith("hibernate.split.tables.a.b.c: 'a.b.c' is not the name of a table. Use e.g.");
  }

  @Test
  void one_table_cannot_be_sent_to_two_targets() {
    assertThat(Asked.problems(Asked.usual(key("Fact"), "r1", key("fact"), "any")))
        .containsExactly(
            "hibernate.split.tables.fact: the same table was sent to 'r1' under another spelling."
                + " Keep one of the two.");
  }

  @Test
  void no_replica_may_be_called_any() {
    assertThat(Asked.problems(Asked.usual("hibernate.split.replicas.Any.url", "x")))
        .anyMatch(problem -> problem.contains("that name stands for any replica"));
  }
}
