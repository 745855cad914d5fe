package dev.hibernatesplit.it;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every statement's journey, in the order they set out. */
public final class Journeys implements SplitListener {

  private final List<Journey> all = new CopyOnWriteArrayList<>();

  /** One statement, and where it went. */
  public record Journey(StatementInfo statement, RoutingDecision decision) {

    public String sql() {
      return statement.sql();
    }

    public TargetRole role() {
      return decision.role();
    }

    public RoutingReason reason() {
      return decision.reason();
    }

    @Override
    public String toString() {
      return decision + " ← " + statement.sql();
    }
  }

  @Override
  public void statementRouted(StatementInfo statement, RoutingDecision decision) {
    all.add(new Journey(statement, decision));
  }

  public List<Journey> all() {
    return List.copyOf(all);
  }

  /** The journeys of the statements whose text contains the given one. */
  public List<Journey> of(String text) {
    return all.stream().filter(journey -> journey.sql().contains(text)).toList();
  }

  public Journey last() {
    return all.get(all.size() - 1);
  }

  public void clear() {
    all.clear();
  }
}
