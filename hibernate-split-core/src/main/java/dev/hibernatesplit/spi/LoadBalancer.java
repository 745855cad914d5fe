package dev.hibernatesplit.spi;

import java.util.List;

/**
 * Whose turn is it among the replicas that may serve a read? For {@code hibernate.split.balancer}.
 *
 * <p>Asked for new turns whenever it changes who serves, or with what weight: among all, and where
 * replicas are in several regions, among those of each. Asked for the next of them for each unit
 * that may leave the primary. Thread-safe, both.
 *
 * <p>If it throws, or gives what it must not, the reads that ask it fail with an exception that
 * names its class.
 */
@FunctionalInterface
public interface LoadBalancer {

  /**
   * Lays out the turns among replicas.
   *
   * @param replicas who may serve, in the order of their names; at least one
   */
  Turns among(List<ServingReplica> replicas);

  /**
   * Whether it looks at {@link ServingReplica#latency()}, which is measured then: two looks at the
   * clock for each statement.
   */
  default boolean comparesLatency() {
    return true;
  }

  /** The turns among some replicas. */
  @FunctionalInterface
  interface Turns {

    /**
     * The replica whose turn it is: one of those the turns were laid out for. Called on the
     * application's threads, many at a time: it should lock, wait for and allocate nothing.
     */
    ServingReplica next();
  }
}
