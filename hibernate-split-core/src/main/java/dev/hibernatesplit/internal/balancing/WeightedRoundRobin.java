package dev.hibernatesplit.internal.balancing;

import dev.hibernatesplit.spi.LoadBalancer;
import dev.hibernatesplit.spi.ServingReplica;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/**
 * Each replica as often in a round as its weight says, spread evenly over it.
 *
 * <p>The round is laid out beforehand by the smooth weighted round robin of nginx; a choice costs
 * an increment.
 */
public final class WeightedRoundRobin implements LoadBalancer {

  /** Weights count in tenths: a replica that warms up or lags has a part of its weight. */
  private static final int TENTHS = 10;

  private final IntUnaryOperator first;

  /** One that begins anywhere, so that not every process asks the same replica first. */
  public WeightedRoundRobin() {
    this(places -> ThreadLocalRandom.current().nextInt(places));
  }

  /**
   * @param first where the first turn is in a round of so many places
   */
  WeightedRoundRobin(IntUnaryOperator first) {
    this.first = first;
  }

  @Override
  public boolean comparesLatency() {
    return false;
  }

  @Override
  public Turns among(List<ServingReplica> replicas) {
    return round(layOut(replicas));
  }

  Turns round(ServingReplica[] places) {
    return new Round(places, first.applyAsInt(places.length));
  }

  private static ServingReplica[] layOut(List<ServingReplica> replicas) {
    int[] weights =
        replicas.stream()
            .mapToInt(replica -> (int) Math.max(1, Math.round(replica.weight() * TENTHS)))
            .toArray();
    int total = 0;
    int divisor = 0;
    for (int weight : weights) {
      total += weight;
      divisor = greatestCommonDivisor(divisor, weight);
    }
    int[] credit = new int[weights.length];
    ServingReplica[] round = new ServingReplica[total / divisor];
    for (int turn = 0; turn < round.length; turn++) {
      int richest = 0;
      for (int i = 0; i < credit.length; i++) {
        credit[i] += weights[i];
        richest = credit[i] > credit[richest] ? i : richest;
      }
      credit[richest] -= total;
      round[turn] = replicas.get(richest);
    }
    return round;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /** A round, and the place of the next turn in it. */
  static final class Round implements Turns {
    private final ServingReplica[] replicas;
    private final AtomicInteger place;

    /**
     * @param first the place of the first turn
     */
    Round(ServingReplica[] replicas, int first) {
      this.replicas = replicas;
      this.place = new AtomicInteger(first);
    }

    @Override
    public ServingReplica next() {
      return replicas[Math.floorMod(place.getAndIncrement(), replicas.length)];
    }
  }
}
