package dev.hibernatesplit.testing.split;

import java.util.List;

/**
 * What ran on one target, at the time this was asked for. Immutable.
 *
 * @param target the target's name
 * @param everywhere all journeys, to all targets, in the order in which they set out; then what
 *     went past the library
 */
public record TargetLog(String target, List<Journey> everywhere) {

  /** The record keeps a copy of its own. */
  public TargetLog {
    everywhere = List.copyOf(everywhere);
  }

  /** What arrived here. */
  public List<Journey> ran() {
    return everywhere.stream()
        .filter(journey -> journey.target().equals(target) && journey.runs() > 0)
        .toList();
  }

  /** The target, and the journeys line by line. */
  @Override
  public String toString() {
    return target + " of " + everywhere;
  }
}
