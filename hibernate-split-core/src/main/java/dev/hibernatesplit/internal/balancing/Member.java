package dev.hibernatesplit.internal.balancing;

import dev.hibernatesplit.spi.ServingReplica;
import org.jspecify.annotations.Nullable;

/**
 * A replica that serves.
 *
 * @param name what the user calls it
 * @param region where it is; null if nobody said
 * @param weight its share as it is now, above 0
 * @param load how busy it is
 */
public record Member(String name, @Nullable String region, double weight, Load load)
    implements ServingReplica {

  @Override
  public int inFlight() {
    return load.inFlight();
  }

  @Override
  public long latency() {
    return load.latency();
  }

  @Override
  public long roundTrip() {
    return load.roundTrip();
  }
}
