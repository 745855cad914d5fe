package dev.hibernatesplit.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.internal.routing.QueryWishes;
import dev.hibernatesplit.internal.routing.Unit;
import dev.hibernatesplit.internal.routing.Wish;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.spi.StatementInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RulesTest {

  private static final Rule JOINED =
      new Rule("joined", 2, List.of(new Condition.Joins(1, Integer.MAX_VALUE)), "powerful");
  private static final Rule COUNTED =
      new Rule("counted", 1, List.of(new Condition.Aggregates()), "analytics");
  private static final Rule ANYWHERE =
      new Rule("anywhere", 0, List.of(new Condition.Matches("anywhere")), "any");

  private final Classifier classifier = new Classifier();
  private final QueryWishes rules = Rules.of(List.of(JOINED, COUNTED, ANYWHERE));

  private @Nullable Wish wish(String sql) {
    return rules.of(classifier.classify(sql), new Nowhere());
  }

  private static Wish to(String target) {
    return new Wish(target, RoutingReason.RULE);
  }

  @Test
  void the_first_that_holds_by_order_is_followed() {
    assertThat(wish("select 1 from a join b on true")).isEqualTo(to("powerful"));
    assertThat(wish("select count(*) from a join b on true")).isEqualTo(to("analytics"));
    assertThat(wish("select 1 from a")).isNull();
  }

  @Test
  void any_ends_the_search() {
    assertThat(wish("select count(*) from anywhere")).isNull();
  }

  @Test
  void an_answer_is_remembered() {
    StatementInfo query = classifier.classify("select count(*) from a");

    assertThat(rules.of(query, new Nowhere())).isSameAs(rules.of(query, new Nowhere()));
  }

  @Test
  void what_is_known_otherwise_by_now_is_judged_anew() {
    StatementInfo query = classifier.classify("select f(a) from b");
    StatementInfo learned =
        new StatementInfo(
            query.sql(),
            query.kind(),
            query.detail(),
            query.effect(),
            query.tables(),
            query.written(),
            query.functions(),
            query.joins(),
            true,
            query.transactionTime(),
            null);

    assertThat(rules.of(query, new Nowhere())).isNull();
    assertThat(rules.of(learned, new Nowhere())).isEqualTo(to("analytics"));
  }

  @Test
  void no_rules_are_nobody() {
    assertThat(Rules.of(List.of())).isSameAs(QueryWishes.NONE);
  }

  @Test
  void a_rule_covers_one_that_asks_for_more() {
    Rule both =
        new Rule(
            "both",
            3,
            List.of(new Condition.Aggregates(), new Condition.Joins(4, Integer.MAX_VALUE)),
            "analytics");

    assertThat(JOINED.covers(both)).isTrue();
    assertThat(COUNTED.covers(both)).isTrue();
    assertThat(both.covers(COUNTED)).isFalse();
    assertThat(ANYWHERE.covers(both)).isFalse();
  }

  /** Rules look at the text alone. */
  private static final class Nowhere implements Unit {

    @Override
    public boolean bound() {
      throw new AssertionError();
    }

    @Override
    public boolean inTransaction() {
      throw new AssertionError();
    }

    @Override
    public boolean readOnly() {
      throw new AssertionError();
    }

    @Override
    public boolean serializable() {
      throw new AssertionError();
    }

    @Override
    public boolean pinned() {
      throw new AssertionError();
    }

    @Override
    public boolean partOfAWrite() {
      throw new AssertionError();
    }

    @Override
    public boolean onPrimary() {
      throw new AssertionError();
    }

    @Override
    public @Nullable String replica() {
      throw new AssertionError();
    }

    @Override
    public boolean holdsFast() {
      throw new AssertionError();
    }

    @Override
    public @Nullable Wish wish() {
      throw new AssertionError();
    }
  }
}
