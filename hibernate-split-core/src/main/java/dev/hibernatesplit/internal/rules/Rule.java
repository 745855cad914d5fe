package dev.hibernatesplit.internal.rules;

import dev.hibernatesplit.spi.StatementInfo;
import java.util.List;

/**
 * Queries that look so are read there.
 *
 * @param name what the user calls it
 * @param order its place among the rules; the first whose conditions hold is followed
 * @param when what must hold, all of it
 * @param target the name of a target, {@code primary}, or {@code any}
 */
public record Rule(String name, int order, List<Condition> when, String target) {

  public Rule {
    when = List.copyOf(when);
  }

  boolean holds(StatementInfo query) {
    return when.stream().allMatch(condition -> condition.holds(query));
  }

  /** Whether it holds wherever the other holds, so that the other, coming later, never counts. */
  public boolean covers(Rule other) {
    return when.stream().allMatch(mine -> other.when.stream().anyMatch(mine::covers));
  }
}
