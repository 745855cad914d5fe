package dev.hibernatesplit.internal.statistics;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.StatementCount;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.spi.StatementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What is counted of one target. Thread-safe. */
public final class TargetCounters {

  private static final TargetRole[] ROLES = TargetRole.values();
  private static final StatementKind[] KINDS = StatementKind.values();
  private static final RoutingReason[] REASONS = RoutingReason.values();

  private final Tally statements = new Tally(ROLES.length * KINDS.length * REASONS.length);
  private final LongAdder failures = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final LongAdder outages = new LongAdder();

  /** Returns whether it is the first of its sort. */
  boolean ran(TargetRole role, StatementKind kind, RoutingReason reason) {
    return statements.add(number(role, kind, reason));
  }

  @SuppressWarnings("EnumOrdinal") // within one life of the process
  private static int number(TargetRole role, StatementKind kind, RoutingReason reason) {
    return (role.ordinal() * KINDS.length + kind.ordinal()) * REASONS.length + reason.ordinal();
  }

  void failed(boolean again) {
    failures.increment();
    if (again) {
      retried.increment();
    }
  }

  void ceased() {
    outages.increment();
  }

  /** How many statements of a sort ran here. */
  public long statements(TargetRole role, StatementKind kind, RoutingReason reason) {
    return statements.of(number(role, kind, reason));
  }

  /** All sorts of which some ran here. */
  public List<StatementCount> statements() {
    List<StatementCount> counts = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      long count = statements.of(i);
      if (count > 0) {
        counts.add(
            new StatementCount(
                ROLES[i / (KINDS.length * REASONS.length)],
                KINDS[i / REASONS.length % KINDS.length],
                REASONS[i % REASONS.length],
                count));
      }
    }
    return counts;
  }

  /** How many runs ended in an error. */
  public long failures() {
    return failures.sum();
  }

  /** How many of those ran again elsewhere. */
  public long retried() {
    return retried.sum();
  }

  /** How often it ceased to serve. */
  public long outages() {
    return outages.sum();
  }
}
