package dev.hibernatesplit.internal.explanation;

import dev.hibernatesplit.internal.consistency.Outlook;
import dev.hibernatesplit.internal.health.Lag;
import dev.hibernatesplit.internal.health.Monitor;
import dev.hibernatesplit.internal.topology.Standing;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import dev.hibernatesplit.internal.topology.Vacancy;
import dev.hibernatesplit.spi.StatementInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How fit is each target for a statement? A line each.
 *
 * @param topology the servers
 * @param monitor knows how far they are
 */
record Fitness(Topology topology, Monitor monitor) {

  List<String> of(StatementInfo statement, Outlook outlook) {
    List<String> lines = new ArrayList<>();
    Vacancy vacancy = topology.vacancy();
    lines.add(
        topology.primary().name()
            + (vacancy == null
                ? ": takes the writes"
                : ": takes no writes since " + vacancy.since() + ": " + vacancy.cause()));
    for (Target replica : topology.replicas().values()) {
      lines.add(replica(replica) + (statement.isRead() ? proof(replica, outlook) : ""));
    }
    return lines;
  }

  private String replica(Target replica) {
    Standing standing = topology.standing(replica);
    Lag lag = monitor.lag(replica);
    return "%s: %s%s, %s"
        .formatted(
            replica.name(),
            standing.takenOut() ? "taken out by hand" : topology.state(replica).inWords(),
            replica.configuration().dedicated() ? ", only what names it" : "",
            lag);
  }

  private static String proof(Target replica, Outlook outlook) {
    Duration until = outlook.provenUntil(replica.name());
    return (until == null
            ? ", nothing proven of it"
            : ", known to have what was committed until " + ago(until))
        + (outlook.passes(replica.name()) ? "" : ": not known to have what this must see");
  }

  /** A while, in words. */
  static String ago(Duration age) {
    return age.toMillis() < 10_000
        ? age.toMillis() + " ms ago"
        : String.format(Locale.ROOT, "%.1f s ago", age.toMillis() / 1e3);
  }
}
