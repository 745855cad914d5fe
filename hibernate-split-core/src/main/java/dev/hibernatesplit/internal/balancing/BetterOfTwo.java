package dev.hibernatesplit.internal.balancing;

import dev.hibernatesplit.spi.LoadBalancer;
import dev.hibernatesplit.spi.ServingReplica;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The better of two different ones that are drawn by weight; the first of them where neither is
 * better, so that equals share by weight.
 *
 * <p>Not the best of all: figures are always a little old, and everybody would run to the same one.
 */
final class BetterOfTwo implements LoadBalancer.Turns {

  private static final long HALF = 0xFFFF_FFFFL;
  private static final double UNIT = 0x1p-32;

  private final ServingReplica[] replicas;
  private final Lots lots;
  private final Better better;

  /** Whether one is better than another. */
  @FunctionalInterface
  interface Better {
    boolean than(ServingReplica one, ServingReplica other);
  }

  BetterOfTwo(List<ServingReplica> replicas, Lots lots, Better better) {
    this.replicas = replicas.toArray(ServingReplica[]::new);
    this.lots = lots;
    this.better = better;
  }

  @Override
  public ServingReplica next() {
    if (replicas.length == 1) {
      return replicas[0];
    }
    long chances = ThreadLocalRandom.current().nextLong();
    int place = lots.draw((chances >>> Integer.SIZE) * UNIT);
    ServingReplica first = replicas[place];
    ServingReplica second = replicas[lots.drawOther(place, (chances & HALF) * UNIT)];
    return better.than(second, first) ? second : first;
  }
}
