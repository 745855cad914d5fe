package dev.hibernatesplit.internal.statistics;

import dev.hibernatesplit.FenceWaitStatistics;
import dev.hibernatesplit.SplitStatistics;
import dev.hibernatesplit.TargetStatistics;
import dev.hibernatesplit.internal.statistics.Counters.Newcomer;
import java.util.Collection;

/** How are the targets, and what did they do? Asked at any time. Thread-safe. */
public interface Figures {

  /** All targets that there will ever be. */
  Collection<String> targets();

  /** All figures. */
  SplitStatistics now();

  /** The figures of one target. */
  TargetStatistics target(String name);

  /** The reads that waited. */
  FenceWaitStatistics fenceWaits();

  /** Somebody is told of each sort of statement: at once of those that ran, of others in time. */
  void whenNew(Newcomer newcomer);
}
