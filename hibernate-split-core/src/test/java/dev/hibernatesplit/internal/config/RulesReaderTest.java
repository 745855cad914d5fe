package dev.hibernatesplit.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.rules.Condition;
import dev.hibernatesplit.internal.rules.Rule;
import dev.hibernatesplit.spi.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesReaderTest {

  private static final String RULES = "hibernate.split.rules.";

  private static List<Condition> when(String text) {
    return Asked.read(Asked.usual(RULES + "a.when", text, RULES + "a.target", "r1"))
        .rules()
        .get(0)
        .when();
  }

  private static List<String> problems(Object... keysAndValues) {
    return Asked.problems(Asked.usual(keysAndValues));
  }

  private static String problemOfWhen(String text) {
    return String.join("\n", problems(RULES + "a.when", text, RULES + "a.target", "r1"));
  }

  @Test
  void rules_stand_in_their_order() {
    List<Rule> rules =
        Asked.read(
                Asked.usual(
                    RULES + "zebra.when", "Aggregates",
                    RULES + "zebra.target", " Primary ",
                    RULES + "zebra.order", "-1",
                    RULES + "ape.when", "joins > 3",
                    RULES + "ape.target", "r1",
                    RULES + "ape.order", 10,
                    RULES + "cow.when", "table = cow",
                    RULES + "cow.target", "any"))
            .rules();

    assertThat(rules)
        .containsExactly(
            new Rule("zebra", -1, List.of(new Condition.Aggregates()), "primary"),
            new Rule("cow", 0, List.of(tables(new TableName(null, "cow"))), "any"),
            new Rule("ape", 10, List.of(new Condition.Joins(4, Integer.MAX_VALUE)), "r1"));
  }

  private static Condition tables(TableName... names) {
    return new Condition.Tables(List.of(names));
  }

  @ParameterizedTest
  @CsvSource({
    "joins > 3,  4, 2147483647",
    "joins >= 3, 3, 2147483647",
    "JOINS=3,    3, 3",
    "joins<=3,   0, 3",
    "joins < 3,  0, 2",
    "joins > 1 and joins < 5, 2, 4",
  })
  void joins_are_compared(String text, int least, int most) {
    assertThat(when(text)).containsExactly(new Condition.Joins(least, most));
  }

  @Test
  void tables_are_named_as_in_sql() {
    assertThat(when("table = Audit_Log")).containsExactly(tables(TableName.of("audit_log")));
    assertThat(when("table in (a, shop.\"B and, C\" ,d)"))
        .containsExactly(
            tables(
                new TableName(null, "a"),
                new TableName("shop", "B and, C"),
                new TableName(null, "d")));
  }

  @Test
  void conditions_are_joined_by_and_but_not_inside_quotes() {
    List<Condition> conditions =
        when("aggregates AND sql matches 'this and ''that'''\n  and table = t");

    assertThat(conditions).hasSize(3);
    assertThat(conditions.get(0)).isEqualTo(new Condition.Aggregates());
    assertThat(((Condition.Matches) conditions.get(1)).regex()).isEqualTo("this and 'that'");
    assertThat(conditions.get(2)).isEqualTo(tables(TableName.of("t")));
  }

  @Test
  void what_is_no_condition_is_a_problem_that_shows_the_nearest() {
    assertThat(problemOfWhen("join > 3"))
        .isEqualTo(
            "hibernate.split.rules.a.when: 'join > 3' is no condition. Write e.g. \"joins > 3\";"
                + " there are, joined by 'and': aggregates; joins > 3; table = audit_log; table in"
                + " (audit_log, shop.visit); sql matches 'from\\s+visit'.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aggregates and",
        "and aggregates",
        "aggregates or joins > 3",
        "joins ~ 3",
        "joins > many",
        "table a",
        "table in a, b",
        "sql matches 'open",
        "sql matches ''",
        "kind = read",
      })
  void half_a_condition_is_a_problem(String text) {
    assertThat(problemOfWhen(text)).contains("is no condition");
  }

  @Test
  void each_condition_has_a_problem_of_its_own() {
    assertThat(
            problems(
                RULES + "a.when",
                "sql matches 'a(b' and table = a.b.c and what and joins < 0",
                RULES + "a.target",
                "r1"))
        .satisfiesExactlyInAnyOrder(
            regex ->
                assertThat(regex)
                    .isEqualTo(
                        "hibernate.split.rules.a.when: 'a(b' is no regular expression: Unclosed"
                            + " group at character 4. Use one of java.util.regex."),
            table -> assertThat(table).contains("'a.b.c' is not the name of a table"),
            what -> assertThat(what).contains("'what' is no condition"),
            joins -> assertThat(joins).contains("no query has so many joins"));
  }

  @Test
  void numbers_that_exclude_each_other_are_a_problem() {
    assertThat(problemOfWhen("joins > 5 and joins < 6")).contains("no query has so many joins");
  }

  @Test
  void a_target_that_is_not_there_is_a_problem() {
    assertThat(problems(RULES + "a.when", "aggregates", RULES + "a.target", "r11"))
        .containsExactly(
            "hibernate.split.rules.a.target = 'r11': must be a target, 'primary' or 'any'. Did you"
                + " mean 'r1'? Use one of: primary, any, r1.");
  }

  @Test
  void a_target_may_be_a_node_whose_role_is_found_out() {
    assertThat(
            Asked.problems(
                Asked.only(
                    "jakarta.persistence.jdbc.user",
                    "app",
                    "hibernate.split.nodes.a.url",
                    Asked.PRIMARY_URL,
                    "hibernate.split.nodes.b.url",
                    Asked.REPLICA_URL,
                    RULES + "x.when",
                    "aggregates",
                    RULES + "x.target",
                    "b")))
        .isEmpty();
  }

  @Test
  void a_rule_needs_conditions_and_a_target() {
    assertThat(problems(RULES + "a.order", "1"))
        .containsExactly(
            "hibernate.split.rules.a.when: is missing. Each rule needs it: set it to e.g. 'joins >"
                + " 3'.",
            "hibernate.split.rules.a.target: is missing. Each rule needs it: set it to e.g. a"
                + " target's name.");
    assertThat(problems(RULES + "a.when", " ", RULES + "a.target", "r1"))
        .singleElement()
        .asString()
        .contains("must not be empty");
  }

  @Test
  void an_order_is_a_whole_number_of_its_own() {
    assertThat(
            problems(
                RULES + "a.when", "aggregates",
                RULES + "a.target", "r1",
                RULES + "b.when", "joins > 3",
                RULES + "b.target", "r1",
                RULES + "c.when", "joins > 2",
                RULES + "c.target", "r1",
                RULES + "c.order", "first"))
        .containsExactly(
            "hibernate.split.rules.b.order: is 0, as for the rule 'a'. Give each rule another whole"
                + " number.",
            "hibernate.split.rules.c.order = 'first': must be a whole number of up to 9 digits. Use"
                + " e.g. '10', or remove the key for the default of 0.");
  }

  @ParameterizedTest
  @CsvSource({
    "joins > 3, joins > 5",
    "aggregates, aggregates",
    "aggregates, joins > 3 and aggregates",
    "'table in (a, b)', table = B and aggregates",
    "sql matches 'x', joins = 1 and sql matches 'x'",
  })
  void a_rule_that_can_never_count_is_a_problem(String earlier, String later) {
    assertThat(two(earlier, later))
        .containsExactly(
            "hibernate.split.rules.a.when: never counts, since the rule 'b' before it holds"
                + " whenever it does. Give it a lower order than 1, or remove it.");
  }

  @ParameterizedTest
  @CsvSource({
    "joins > 5, joins > 3",
    "joins > 3 and aggregates, aggregates",
    "table = a, 'table in (a, b)'",
    "sql matches 'x', sql matches 'y'",
  })
  void a_rule_that_can_still_count_is_none(String earlier, String later) {
    assertThat(two(earlier, later)).isEmpty();
  }

  private static List<String> two(String earlier, String later) {
    return problems(
        RULES + "a.when", later,
        RULES + "a.target", "primary",
        RULES + "a.order", "2",
        RULES + "b.when", earlier,
        RULES + "b.target", "r1",
        RULES + "b.order", "1");
  }

  @Test
  void all_problems_are_told_at_once() {
    assertThat(
            problems(
                RULES + "a.when", "what",
                RULES + "a.target", "nowhere",
                RULES + "a b.when", "aggregates",
                RULES + "a b.target", "r1",
                RULES + "b.wen", "aggregates"))
        .anyMatch(problem -> problem.contains("'what' is no condition"))
        .anyMatch(problem -> problem.contains("'nowhere': must be a target"))
        .anyMatch(problem -> problem.contains("a name has letters, digits"))
        .anyMatch(problem -> problem.contains("Did you mean 'hibernate.split.rules.b.when'?"))
        .anyMatch(problem -> problem.startsWith("hibernate.split.rules.b.target: is missing"));
  }
}
