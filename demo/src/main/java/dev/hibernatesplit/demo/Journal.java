package dev.hibernatesplit.demo;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import java.util.ArrayList;
import java.util.List;

/** Notes every decision as it is taken. Thread-safe. */
final class Journal implements SplitListener {

  private List<Journey> notes = new ArrayList<>();

  @Override
  public synchronized void statementRouted(StatementInfo statement, RoutingDecision decision) {
    notes.add(new Journey(statement.sql(), decision));
  }

  /** What was noted since the last call. */
  synchronized List<Journey> take() {
    List<Journey> taken = notes;
    notes = new ArrayList<>();
    return List.copyOf(taken);
  }
}
