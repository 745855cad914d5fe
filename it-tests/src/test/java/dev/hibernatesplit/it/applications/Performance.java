package dev.hibernatesplit.it.applications;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Journeys.Journey;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A scenario that was played to its end.
 *
 * @param contents what the tables had then
 */
record Performance(List<Step> steps, List<String> contents) {

  List<String> lines() {
    return steps.stream().map(Step::line).toList();
  }

  /** The number of the first step that came out otherwise; that of all steps if none did. */
  int agreesUntil(Performance other) {
    List<String> mine = lines();
    List<String> others = other.lines();
    return IntStream.range(0, Math.min(mine.size(), others.size()))
        .filter(i -> !mine.get(i).equals(others.get(i)))
        .findFirst()
        .orElse(Math.max(mine.size(), others.size()));
  }

  /** How many steps the primary heard of. */
  long stepsOnPrimary() {
    return steps.stream().filter(Step::onPrimary).count();
  }

  /** The part of all plain reads that replicas served. */
  double shareOnReplicas() {
    return (double) onReplicas().count() / reads().count();
  }

  /** How many reads of transactions that may write replicas served. */
  long untilWrite() {
    return onReplicas().filter(read -> read.reason() == RoutingReason.UNTIL_WRITE).count();
  }

  private Stream<Journey> onReplicas() {
    return reads().filter(read -> read.role() == TargetRole.REPLICA);
  }

  private Stream<Journey> reads() {
    return steps.stream()
        .flatMap(step -> step.journeys().stream())
        .filter(journey -> journey.statement().isRead());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d steps, %d wrote, %d failed, %d ran on replicas alone;"
            + " %d reads, %.1f%% on replicas, %d of these until_write",
        steps.size(),
        steps.stream().filter(Step::wrote).count(),
        steps.stream().filter(Step::failed).count(),
        steps.size() - stepsOnPrimary(),
        reads().count(),
        100 * shareOnReplicas(),
        untilWrite());
  }
}
