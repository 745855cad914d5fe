package dev.hibernatesplit.testing.assertions;

import dev.hibernatesplit.testing.split.TargetLog;
import org.assertj.core.api.AbstractAssert;

/**
 * Says what a server ran. A statement counts each time the server ran it, so each row of a batch
 * does. Those that were sent and did not arrive do not count. Who fails prints every journey.
 */
public final class TargetAssert extends AbstractAssert<TargetAssert, TargetLog> {

  TargetAssert(TargetLog actual) {
    super(actual, TargetAssert.class);
  }

  /** It ran nothing. */
  public TargetAssert ranNothing() {
    return ran(0);
  }

  /** It ran this many statements in all. */
  public TargetAssert ran(int times) {
    return ran(times, SplitAssertions.statement());
  }

  /** It ran one such statement; others may have run, too. */
  public TargetAssert ran(Statements what) {
    return ran(1, what);
  }

  /** It ran this many such statements; others may have run, too. */
  public TargetAssert ran(int times, Statements what) {
    isNotNull();
    if (what.runs(actual) != times) {
      throw failure(Report.of(actual, times + " " + what, what));
    }
    return this;
  }

  /** It ran no such statement. */
  public TargetAssert ranNo(Statements what) {
    return ran(0, what);
  }

  /** It ran one such statement, and nothing else. */
  public TargetAssert ranOnly(Statements what) {
    return ranOnly(1, what);
  }

  /** It ran this many such statements, and nothing else. */
  public TargetAssert ranOnly(int times, Statements what) {
    isNotNull();
    int all = SplitAssertions.statement().runs(actual);
    if (what.runs(actual) != times || all != times) {
      throw failure(Report.of(actual, "only " + times + " " + what, what));
    }
    return this;
  }

  private AssertionError failure(String report) {
    return failure("%s", report);
  }
}
