package dev.hibernatesplit;

import dev.hibernatesplit.spi.StatementKind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one target. Immutable; see {@link SplitStatistics}.
 *
 * @param name the name that settings call it by
 * @param role what it is now
 * @param serving whether it takes new work now: for a replica, reads
 * @param statementCounts how many statements ran here, by kind and reason; those that none did are
 *     left out
 * @param failures how many runs of statements ended here in an error, those that ran again
 *     elsewhere and those of the application's own making among them
 * @param retried how many reads this replica failed or refused, and another server ran again
 * @param outages how often it ceased to serve, for whatever cause
 * @param latency how long statements took here, from when they were sent to when the driver
 *     returned, errors among them. The first 1,000 are all timed, of later ones one in eight,
 *     chosen by lot: its {@link LatencyStatistics#count() count} is that of the timed ones
 * @param inFlight how many of its connections are in use now, or waited for
 * @param lag how old what it shows may be, now; null for the primary, and where nobody knows
 * @param lagBytes how many bytes of the primary's log it had not replayed when last asked; null as
 *     {@code lag}
 * @param position where it was in the log when last asked, as PostgreSQL writes it ({@code
 *     0/1A2B3C}): a primary's insert position, what a replica has replayed; null if it has not
 *     answered yet
 * @param pool its pool; null if it is none of HikariCP's
 */
public record TargetStatistics(
    String name,
    TargetRole role,
    boolean serving,
    List<StatementCount> statementCounts,
    long failures,
    long retried,
    long outages,
    LatencyStatistics latency,
    int inFlight,
    @Nullable Duration lag,
    @Nullable Long lagBytes,
    @Nullable String position,
    @Nullable PoolStatistics pool) {

  public TargetStatistics {
    statementCounts = List.copyOf(statementCounts);
  }

  /** How many statements ran here. */
  public long statements() {
    return sum(count -> true);
  }

  /** How many statements of a kind ran here. */
  public long statements(StatementKind kind) {
    return sum(count -> count.kind() == kind);
  }

  /** How many statements ran here for a reason. */
  public long statements(RoutingReason reason) {
    return sum(count -> count.reason() == reason);
  }

  /** How many statements of a kind ran here for a reason. */
  public long statements(StatementKind kind, RoutingReason reason) {
    return sum(count -> count.kind() == kind && count.reason() == reason);
  }

  /** How many reads ran here again, because another replica did not finish or refused them. */
  public long retries() {
    return sum(
        count ->
            count.reason() == RoutingReason.RETRIED
                || count.reason() == RoutingReason.REPLICA_REFUSED);
  }

  /**
   * How many reads ran here, on the primary, only because no replica could serve them: see {@link
   * RoutingReason#isFallBack}.
   */
  public long fallBacks() {
    return sum(count -> count.role() == TargetRole.PRIMARY && count.reason().isFallBack());
  }

  /** How many of those for one reason. */
  public long fallBacks(RoutingReason reason) {
    return reason.isFallBack()
        ? sum(count -> count.role() == TargetRole.PRIMARY && count.reason() == reason)
        : 0;
  }

  /** How many statements of the same role, kind and reason ran here. */
  public long statements(StatementCount sort) {
    return sum(sort::isSameAs);
  }

  private long sum(Predicate<StatementCount> which) {
    return statementCounts.stream().filter(which).mapToLong(StatementCount::count).sum();
  }

  /** Counts and latencies since an earlier moment. */
  TargetStatistics since(TargetStatistics earlier) {
    return new TargetStatistics(
        name,
        role,
        serving,
        statementCounts.stream()
            .map(count -> since(count, earlier))
            .filter(count -> count.count() > 0)
            .toList(),
        failures - earlier.failures,
        retried - earlier.retried,
        outages - earlier.outages,
        latency.since(earlier.latency),
        inFlight,
        lag,
        lagBytes,
        position,
        pool);
  }

  private static StatementCount since(StatementCount now, TargetStatistics earlier) {
    long before =
        earlier.statementCounts.stream()
            .filter(now::isSameAs)
            .mapToLong(StatementCount::count)
            .sum();
    return new StatementCount(now.role(), now.kind(), now.reason(), now.count() - before);
  }

  /** One line for an operator. */
  @Override
  public String toString() {
    String why =
        statementCounts.stream().map(StatementCount::toString).collect(Collectors.joining(", "));
    return "%s (%s): %d statements%s, %d failed, %d retried elsewhere; %s%s; %d in use%s"
        .formatted(
            name,
            role.name().toLowerCase(Locale.ROOT),
            statements(),
            why.isEmpty() ? "" : " (" + why + ")",
            failures,
            retried,
            latency,
            lag == null
                ? ""
                : String.format(
                    Locale.ROOT, "; lag %.1fs, %d bytes", lag.toNanos() / 1e9, lagBytes),
            inFlight,
            pool == null ? "" : "; pool " + pool);
  }
}
