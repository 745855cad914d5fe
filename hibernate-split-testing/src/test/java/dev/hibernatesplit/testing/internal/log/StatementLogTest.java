package dev.hibernatesplit.testing.internal.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.testing.FailedStatement;
import dev.hibernatesplit.testing.RanStatement;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatementLogTest {
  private static final String OWN = "rig";

  @Test
  void a_simple_query_is_one_statement() {
    assertThat(read(line(7, "app", "LOG:  statement: select 1")).ran())
        .containsExactly(new RanStatement("select 1", "", "", "app", 7));
  }

  @Test
  void an_execution_has_the_name_of_its_statement_and_its_parameters() {
    StatementLog log =
        read(
            line(7, "app", "LOG:  execute S_1/C_2: select $1"),
            line(8, "app", "DETAIL:  Parameters: $1 = 'of another'"),
            line(7, "app", "DETAIL:  Parameters: $1 = 'x'"));
    assertThat(log.ran())
        .containsExactly(new RanStatement("select $1", "S_1/C_2", "$1 = 'x'", "app", 7));
  }

  @Test
  void parameters_of_the_next_statement_are_not_taken() {
    StatementLog log =
        read(
            line(7, "app", "LOG:  execute <unnamed>: BEGIN"),
            line(7, "app", "LOG:  execute <unnamed>: select $1"),
            line(7, "app", "DETAIL:  Parameters: $1 = 'x'"));
    assertThat(log.ran()).extracting(RanStatement::parameters).containsExactly("", "$1 = 'x'");
  }

  @Test
  void a_further_fetch_is_no_execution() {
    assertThat(read(line(7, "app", "LOG:  execute fetch from S_1/C_2: select 1")).ran()).isEmpty();
  }

  @Test
  void line_breaks_tabs_and_colons_in_the_text_stay() {
    String sql = "select 1,\n\t'a: b',\n\n2";
    assertThat(read(line(7, "app", "LOG:  statement: " + sql)).ran())
        .extracting(RanStatement::sql)
        .containsExactly(sql);
  }

  @Test
  void the_rigs_own_and_other_kinds_of_process_are_left_out() {
    StatementLog log =
        read(
            line(7, OWN, "LOG:  statement: select 1"),
            "\0378\037app\037walsender\03700000\037LOG:  statement: select 2\n",
            "a line of something else\n");
    assertThat(log.ran()).isEmpty();
  }

  @Test
  void a_message_that_is_not_whole_is_left_for_later() {
    String whole = line(7, "app", "LOG:  statement: select 1");
    String half = line(7, "app", "LOG:  statement: select 2").stripTrailing();
    assertThat(read(whole, half).ran()).extracting(RanStatement::sql).containsExactly("select 1");
  }

  @Test
  void an_error_comes_with_its_statement_and_state() {
    String prefix = "\0377\037app\037client backend\03742601\037";
    StatementLog log =
        read(
            prefix + "ERROR:  syntax error at or near \"selec\" at character 1\n",
            prefix + "STATEMENT:  selec 1\n");
    assertThat(log.ran()).isEmpty();
    assertThat(log.failed())
        .containsExactly(
            new FailedStatement(
                "selec 1", "42601", "syntax error at or near \"selec\" at character 1", "app", 7));
  }

  private static StatementLog read(String... lines) {
    return StatementLog.of(String.join("", lines).getBytes(UTF_8), OWN);
  }

  /** As the server writes it: a tab after each line break inside. */
  private static String line(int backend, String application, String message) {
    String tabbed = Stream.of(message.split("\n", -1)).collect(Collectors.joining("\n\t"));
    return "\037"
        + backend
        + "\037"
        + application
        + "\037client backend\03700000\037"
        + tabbed
        + "\n";
  }
}
