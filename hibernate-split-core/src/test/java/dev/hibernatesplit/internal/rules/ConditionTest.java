package dev.hibernatesplit.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.spi.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionTest {

  private static final Condition MORE_THAN_1 = new Condition.Joins(2, Integer.MAX_VALUE);
  private static final Condition MORE_THAN_3 = new Condition.Joins(4, Integer.MAX_VALUE);

  private static Condition tables(String... names) {
    return new Condition.Tables(List.of(names).stream().map(TableName::of).toList());
  }

  private static boolean holds(Condition condition, String sql) {
    return condition.holds(new Classifier().classify(sql));
  }

  @Test
  void aggregates_are_functions_and_groups() {
    Condition aggregates = new Condition.Aggregates();

    assertThat(holds(aggregates, "select count(*) from book")).isTrue();
    assertThat(holds(aggregates, "select title from book group by title")).isTrue();
    assertThat(holds(aggregates, "select title from book")).isFalse();
  }

  @Test
  void joins_are_counted() {
    String two = "select 1 from a join b on true join c on true";

    assertThat(holds(MORE_THAN_1, two)).isTrue();
    assertThat(holds(MORE_THAN_3, two)).isFalse();
    assertThat(holds(new Condition.Joins(2, 2), two)).isTrue();
    assertThat(holds(new Condition.Joins(0, 1), two)).isFalse();
  }

  @Test
  void a_table_is_one_that_the_text_names() {
    assertThat(holds(tables("visit"), "select 1 from shop.visit")).isTrue();
    assertThat(holds(tables("shop.visit"), "select 1 from visit")).isTrue();
    assertThat(holds(tables("shop.visit"), "select 1 from old.visit")).isFalse();
    assertThat(holds(tables("book", "visit"), "select 1 from a join visit on true")).isTrue();
    assertThat(holds(tables("visit"), "select 'visit' from book")).isFalse();
  }

  @Test
  void a_regular_expression_is_found_anywhere_whatever_the_case() {
    Condition matches = new Condition.Matches("from\\s+VISIT.*limit");

    assertThat(holds(matches, "select 1\nfrom Visit\nlimit 1")).isTrue();
    assertThat(holds(matches, "select 1 from visit")).isFalse();
    assertThat(holds(new Condition.Matches("(?-i)VISIT"), "select 1 from visit")).isFalse();
  }

  @Test
  void a_wider_condition_covers_a_narrower_one() {
    assertThat(MORE_THAN_1.covers(MORE_THAN_3)).isTrue();
    assertThat(MORE_THAN_3.covers(MORE_THAN_1)).isFalse();
    assertThat(MORE_THAN_1.covers(new Condition.Joins(2, 2))).isTrue();
    assertThat(tables("a", "b").covers(tables("b"))).isTrue();
    assertThat(tables("b").covers(tables("a", "b"))).isFalse();
    assertThat(tables("visit").covers(tables("shop.visit"))).isTrue();
    assertThat(tables("shop.visit").covers(tables("visit"))).isFalse();
    assertThat(new Condition.Matches("x").covers(new Condition.Matches("x"))).isTrue();
    assertThat(new Condition.Matches("x").covers(new Condition.Matches("y"))).isFalse();
    assertThat(new Condition.Aggregates().covers(MORE_THAN_3)).isFalse();
  }
}
