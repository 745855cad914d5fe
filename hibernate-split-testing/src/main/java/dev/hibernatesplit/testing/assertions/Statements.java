package dev.hibernatesplit.testing.assertions;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.testing.split.Journey;
import dev.hibernatesplit.testing.split.TargetLog;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Which statements a sentence is about. Immutable; each method makes a narrower one. */
public final class Statements {

  private final String words;
  private final Predicate<Journey> test;

  private Statements(String words, Predicate<Journey> test) {
    this.words = words;
    this.test = test;
  }

  static Statements of(String word, String... verbs) {
    Set<String> first = Set.of(verbs);
    return new Statements(word, journey -> first.isEmpty() || first.contains(journey.verb()));
  }

  /**
   * That names a table.
   *
   * @param table the bare name, in any case
   */
  public Statements on(String table) {
    return and("on " + table, journey -> journey.names(table));
  }

  /** That went where it went for this reason. */
  public Statements because(RoutingReason reason) {
    return and("because " + reason, journey -> journey.reason() == reason);
  }

  /** That has a text in it, in any case. */
  public Statements containing(String text) {
    String part = text.toLowerCase(Locale.ROOT);
    return and(
        "containing '" + text + "'",
        journey -> journey.sql().toLowerCase(Locale.ROOT).contains(part));
  }

  private Statements and(String more, Predicate<Journey> further) {
    return new Statements(words + " " + more, test.and(further));
  }

  /** How many such statements ran on a target. */
  int runs(TargetLog log) {
    return log.ran().stream().filter(test).mapToInt(Journey::runs).sum();
  }

  boolean include(Journey journey) {
    return test.test(journey);
  }

  /** As in a sentence: {@code select on users because READ_ONLY_UNIT}. */
  @Override
  public String toString() {
    return words;
  }
}
