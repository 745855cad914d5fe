package dev.hibernatesplit.internal.rules;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.internal.routing.QueryWishes;
import dev.hibernatesplit.internal.routing.Unit;
import dev.hibernatesplit.internal.routing.Wish;
import dev.hibernatesplit.internal.sql.Memo;
import dev.hibernatesplit.spi.QueryRouter;
import dev.hibernatesplit.spi.StatementInfo;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What do the rules in the settings say of such a query?
 *
 * <p>The first rule whose conditions hold is followed. Rules look at the text alone, so each text
 * is held against them once, and the answer remembered. Thread-safe.
 */
public final class Rules implements QueryWishes {

  private final List<Rule> rules;
  private final Memo<Verdict> verdicts = new Memo<>();

  /** Says nothing of statements that were classified anew since, by more that is known. */
  private record Verdict(StatementInfo query, @Nullable Wish wish) {}

  private Rules(List<Rule> rules) {
    this.rules = rules;
  }

  /** What follows from rules in any order. */
  public static QueryWishes of(List<Rule> rules) {
    return rules.isEmpty()
        ? NONE
        : new Rules(rules.stream().sorted(Comparator.comparingInt(Rule::order)).toList());
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the classifier has one for each text
  public @Nullable Wish of(StatementInfo query, Unit unit) {
    Verdict verdict = verdicts.get(query.sql());
    return verdict != null && verdict.query == query ? verdict.wish : firstSight(query);
  }

  private @Nullable Wish firstSight(StatementInfo query) {
    Wish wish = judge(query);
    verdicts.put(query.sql(), new Verdict(query, wish));
    return wish;
  }

  private @Nullable Wish judge(StatementInfo query) {
    for (Rule rule : rules) {
      if (rule.holds(query)) {
        return rule.target().equals(QueryRouter.ANY)
            ? null
            : new Wish(rule.target(), RoutingReason.RULE);
      }
    }
    return null;
  }
}
