package dev.hibernatesplit.internal.balancing;

import dev.hibernatesplit.spi.LoadBalancer;
import dev.hibernatesplit.spi.ServingReplica;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The better of two different ones that are drawn by weight; the first of them where neither is
 * better, so that equals share by weight.
 *
 * <p>Not the best of all: figures are always a little old, and everybody would run to the same one.
 */
final class BetterOfTwo implements LoadBalancer.Turns {

  private final ServingReplica[] replicas;
  private final Lots lots;
  private final ServingReplica[][] others;
  private final Lots[] lotsOfOthers;
  private final Better better;

  /** Whether one is better than another. */
  @FunctionalInterface
  interface Better {
    boolean than(ServingReplica one, ServingReplica other);
  }

  private BetterOfTwo(List<ServingReplica> all, Better better) {
    this.replicas = all.toArray(ServingReplica[]::new);
    this.lots = new Lots(all);
    this.others = new ServingReplica[replicas.length][];
    this.lotsOfOthers = new Lots[replicas.length];
    this.better = better;
    for (int i = 0; i < replicas.length; i++) {
      List<ServingReplica> rest = new ArrayList<>(all);
      rest.remove(i);
      others[i] = rest.toArray(ServingReplica[]::new);
      lotsOfOthers[i] = new Lots(rest);
    }
  }

  static LoadBalancer.Turns among(List<ServingReplica> replicas, Better better) {
    ServingReplica first = replicas.get(0);
    return replicas.size() == 1 ? () -> first : new BetterOfTwo(replicas, better);
  }

  @Override
  public ServingReplica next() {
    long chance = ThreadLocalRandom.current().nextLong();
    int place = lots.draw(chance >>> Integer.SIZE);
    ServingReplica first = replicas[place];
    ServingReplica second = others[place][lotsOfOthers[place].draw(chance & (Lots.ALL - 1))];
    return better.than(second, first) ? second : first;
  }
}
