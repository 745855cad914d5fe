package dev.hibernatesplit.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.spi.StatementKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTextTest {

  private static final int MANY = 200_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "[",
        "{",
        "}",
        "{fn ",
        "{fn f(",
        "/*",
        "--",
        "'",
        "\"",
        "$",
        "$$",
        "$a",
        ".",
        "a.",
        "(select ",
        "with a as (",
        "explain ",
        "e'",
        "U&\"",
        "U&'",
        "?",
        ";",
        "::",
        "\\",
        "\0",
        "ä",
        "query_to_xml('",
        "query_to_xml($a$",
        "select (",
        "set_config(",
        "{call ",
        "{?"
      })
  void repeated_text_is_judged_without_failing(String piece) {
    StatementKind kind = new Classifier().classify(piece.repeat(MANY / piece.length())).kind();
    assertThat(kind).isNotEqualTo(StatementKind.READ);
  }

  @Test
  void deep_nesting_is_understood_up_to_a_bound() {
    String deep = "(".repeat(5_000) + "select 1" + ")".repeat(5_000);
    String deeper = "(".repeat(MANY) + "select 1" + ")".repeat(MANY);
    assertThat(new Classifier().classify(deep).kind()).isEqualTo(StatementKind.READ);
    assertThat(new Classifier().classify(deeper).kind()).isEqualTo(StatementKind.UNKNOWN);
  }

  @Test
  void many_tables_are_all_named() {
    StringBuilder sql = new StringBuilder("select 1 from t0");
    for (int i = 1; i < 5_000; i++) {
      sql.append(", t").append(i);
    }
    assertThat(new Classifier().classify(sql.toString()).tables()).hasSize(5_000);
    assertThat(new Classifier().classify("select 1 from t").tables()).hasSize(1);
  }

  @Test
  void nothing_of_a_text_is_left_for_the_next() {
    Classifier classifier = new Classifier();
    classifier.classify("with a as (select f(1) from t where (x = [[{");
    assertThat(classifier.classify("select * from a"))
        .satisfies(info -> assertThat(info.tables()).hasSize(1))
        .satisfies(info -> assertThat(info.functions()).isEmpty())
        .satisfies(info -> assertThat(info.kind()).isEqualTo(StatementKind.READ));
  }
}
