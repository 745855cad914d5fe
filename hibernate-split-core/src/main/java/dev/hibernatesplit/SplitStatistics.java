package dev.hibernatesplit;

import dev.hibernatesplit.internal.hibernate.SplitFactories;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a factory's statements did, and how its targets are: figures of one moment.
 *
 * <pre>{@code
 * SplitStatistics before = SplitStatistics.of(entityManagerFactory);
 * work();
 * SplitStatistics now = SplitStatistics.of(entityManagerFactory);
 * now.since(before).target("r1").statements();          // how many ran there meanwhile
 * now.since(before).target("r1").latency().p99();       // and how long they took
 * now.target("r1").lag();                               // how far it is behind
 * }</pre>
 *
 * <p>Counts only grow from when the factory was made, and nobody can set them back: who wants those
 * of a time subtracts, by {@link #since}. Immutable; taking one costs some microseconds a target
 * and disturbs no statement. Counts that are taken while statements run may miss the very last of
 * them.
 *
 * @param from since when counts and latencies count, by the machine's clock
 * @param to until when, and the moment at which everything else is true
 * @param counted whether statements are counted at all; if not, {@link SplitSettings#STATISTICS} is
 *     off, and all counts and latencies are 0
 * @param targets the figures of each target by its name: the primary first, then the replicas by
 *     their names; in the map's order
 * @param fenceWaits the reads that waited for a replica to have what they must see, as {@link
 *     SplitSettings#CONSISTENCY_WAIT} or {@link Consistency#GLOBAL} asks for
 */
public record SplitStatistics(
    Instant from,
    Instant to,
    boolean counted,
    Map<String, TargetStatistics> targets,
    FenceWaitStatistics fenceWaits) {

  public SplitStatistics {
    targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
  }

  /**
   * A factory's figures now.
   *
   * @throws IllegalStateException if the factory does not split, or each tenant has its own targets
   */
  public static SplitStatistics of(EntityManagerFactory factory) {
    return SplitFactories.statistics(factory).now();
  }

  /**
   * One tenant's figures now, where each has its own targets; they count from when its pools were
   * opened last.
   *
   * @param tenant the tenant identifier
   * @throws IllegalStateException if tenants have no targets of their own, or the tenant's are not
   *     open now
   */
  public static SplitStatistics of(EntityManagerFactory factory, Object tenant) {
    return SplitFactories.statistics(factory, tenant).now();
  }

  /**
   * The figures of one target.
   *
   * @throws IllegalArgumentException for a name that no target has
   */
  public TargetStatistics target(String name) {
    TargetStatistics target = targets.get(name);
    if (target == null) {
      throw new IllegalArgumentException(
          "No target is called '%s'. There are: %s."
              .formatted(name, String.join(", ", targets.keySet())));
    }
    return target;
  }

  /** How many statements ran, on all targets together. */
  public long statements() {
    return targets.values().stream().mapToLong(TargetStatistics::statements).sum();
  }

  /** How many statements ran for one reason, on all targets together. */
  public long statements(RoutingReason reason) {
    return targets.values().stream().mapToLong(target -> target.statements(reason)).sum();
  }

  /** How many reads ran on the primary only because no replica could serve them. */
  public long fallBacks() {
    return targets.values().stream().mapToLong(TargetStatistics::fallBacks).sum();
  }

  /** The time that counts and latencies are of. */
  public Duration span() {
    return Duration.between(from, to);
  }

  /**
   * The counts and latencies of the time between an earlier moment and this one; what is no count,
   * such as lag, stays as it is at this one.
   *
   * @param earlier taken before of the same factory, or of the same opening of a tenant
   * @throws IllegalArgumentException if it was not
   */
  public SplitStatistics since(SplitStatistics earlier) {
    if (!earlier.from.equals(from) || earlier.to.isAfter(to)) {
      throw new IllegalArgumentException(
          "These figures count from %s to %s, the earlier ones from %s to %s: they are not of the"
                  .formatted(from, to, earlier.from, earlier.to)
              + " same factory, or not earlier.");
    }
    Map<String, TargetStatistics> between = new LinkedHashMap<>();
    targets.forEach((name, target) -> between.put(name, target.since(earlier.target(name))));
    return new SplitStatistics(
        earlier.to, to, counted, between, fenceWaits.since(earlier.fenceWaits));
  }

  /** Some lines for an operator. */
  @Override
  public String toString() {
    return "%s to %s%s%n%s%nfence waits: %s"
        .formatted(
            from,
            to,
            counted ? "" : ", nothing was counted (" + SplitSettings.STATISTICS + " = false)",
            targets.values().stream()
                .map(TargetStatistics::toString)
                .collect(Collectors.joining(System.lineSeparator())),
            fenceWaits);
  }
}
