package dev.hibernatesplit.it.applications;

import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Journeys.Journey;
import java.util.List;

/**
 * One use case.
 *
 * @param line what it was, and what came out
 * @param journeys its statements, and where they ran; none where nothing is split
 */
record Step(String line, List<Journey> journeys) {

  /** Whether the application answered with an exception. */
  boolean failed() {
    return line.contains(" ! ");
  }

  /** Whether it changed anything, were it only for a while. */
  boolean wrote() {
    return journeys.stream().anyMatch(journey -> !journey.statement().written().isEmpty());
  }

  /** Whether the primary heard of it. */
  boolean onPrimary() {
    return journeys.stream().anyMatch(journey -> journey.role() == TargetRole.PRIMARY);
  }
}
