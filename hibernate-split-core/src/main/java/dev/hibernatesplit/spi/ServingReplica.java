package dev.hibernatesplit.spi;

import org.jspecify.annotations.Nullable;

/**
 * A replica that may serve now, as a {@link LoadBalancer} sees it. Its figures are live: they
 * change while they are looked at, and reading them costs neither a lock nor an allocation.
 */
public interface ServingReplica {

  /** The name that settings call it by. */
  String name();

  /** The region it is in, or null if nobody said. */
  @Nullable String region();

  /**
   * Its share of the reads, relative to the others; above 0. That of the settings, less while it
   * warms up after a return or lags.
   */
  double weight();

  /** How many of its connections are in use now, or waited for. */
  int inFlight();

  /**
   * How long its statements take of late, in nanoseconds: a peak at once, and back down within
   * seconds. Probes count, too, and nothing else does unless {@link
   * LoadBalancer#comparesLatency()}. 0 while nobody knows.
   */
  long latency();

  /**
   * How long the way there and back takes, in nanoseconds: the least of what the last five probes
   * measured. 0 while nobody knows.
   */
  long roundTrip();
}
