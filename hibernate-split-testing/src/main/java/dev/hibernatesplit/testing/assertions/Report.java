package dev.hibernatesplit.testing.assertions;

import dev.hibernatesplit.testing.split.Journey;
import dev.hibernatesplit.testing.split.TargetLog;
import java.util.stream.Collectors;

/** What was wanted, what was there, and where everything went. */
final class Report {

  private Report() {}

  /**
   * @param wanted what should have run, in words
   * @param what the same, to be marked in the list
   */
  static String of(TargetLog actual, String wanted, Statements what) {
    int such = what.runs(actual);
    int all = SplitAssertions.statement().runs(actual);
    return "%nExpecting %s to have run %s,%nbut it ran %d such of %d in all. What ran, in order:%n%s"
        .formatted(actual.target(), wanted, such, all, journeys(actual, what));
  }

  private static String journeys(TargetLog actual, Statements what) {
    return actual.everywhere().isEmpty()
        ? "  nothing anywhere"
        : actual.everywhere().stream()
            .map(journey -> mark(actual, what, journey) + journey)
            .collect(Collectors.joining(System.lineSeparator()));
  }

  /** What counted. */
  private static String mark(TargetLog actual, Statements what, Journey journey) {
    boolean counted =
        journey.target().equals(actual.target()) && journey.runs() > 0 && what.include(journey);
    return counted ? "> " : "  ";
  }
}
