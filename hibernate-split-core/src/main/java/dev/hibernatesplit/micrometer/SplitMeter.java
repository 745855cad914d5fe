package dev.hibernatesplit.micrometer;

import io.micrometer.core.instrument.Meter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every meter that {@link SplitMetrics} registers.
 *
 * <p>Tags are bounded: {@code target} is a name in the settings, {@code role}, {@code kind} and
 * {@code reason} are words of {@link dev.hibernatesplit.TargetRole}, {@link
 * dev.hibernatesplit.spi.StatementKind} and {@link dev.hibernatesplit.RoutingReason} in lower case.
 */
public enum SplitMeter {

  /**
   * Statements by what they are and why they ran there; registered when the first of a sort ran.
   */
  STATEMENTS(
      "hibernate.split.statements",
      Meter.Type.COUNTER,
      null,
      List.of("target", "role", "kind", "reason"),
      "Statements that ran on a target"),

  /** Reads that the primary ran in a replica's place. */
  FALL_BACKS(
      "hibernate.split.fallbacks",
      Meter.Type.COUNTER,
      null,
      List.of("target", "reason"),
      "Reads that the primary ran only because no replica could serve them"),

  /** Reads that left a replica which failed or refused them. */
  RETRIES(
      "hibernate.split.retries",
      Meter.Type.COUNTER,
      null,
      List.of("target"),
      "Reads that this replica failed or refused, and another server ran again"),

  /** Errors, the application's own among them. */
  FAILURES(
      "hibernate.split.failures",
      Meter.Type.COUNTER,
      null,
      List.of("target"),
      "Statements that ended in an error here, those that ran again elsewhere among them"),

  /** Ends of service. */
  OUTAGES(
      "hibernate.split.outages",
      Meter.Type.COUNTER,
      null,
      List.of("target"),
      "How often the target ceased to serve reads"),

  /** Count and sum of those that were timed: the first 1,000, then one in eight. */
  LATENCY(
      "hibernate.split.latency",
      Meter.Type.TIMER,
      "seconds",
      List.of("target"),
      "How long statements took, of those that were timed"),

  /** For {@code histogram_quantile}: its {@code le} tag is in seconds, and the last is +Inf. */
  LATENCY_BUCKETS(
      "hibernate.split.latency.buckets",
      Meter.Type.COUNTER,
      null,
      List.of("target", "le"),
      "How many of the timed statements took no longer than le, in seconds"),

  /** Count and sum of all waits. */
  FENCE_WAITS(
      "hibernate.split.fence.waits",
      Meter.Type.TIMER,
      "seconds",
      List.of(),
      "How long reads waited for a replica to have what they must see"),

  /** Waits that ended at the primary. */
  FENCE_WAITS_IN_VAIN(
      "hibernate.split.fence.waits.in.vain",
      Meter.Type.COUNTER,
      null,
      List.of(),
      "Waits after which no replica had what the read must see"),

  /** 1 or 0. */
  SERVING(
      "hibernate.split.serving",
      Meter.Type.GAUGE,
      null,
      List.of("target"),
      "1 if the target takes new work, else 0"),

  /** 1 or 0. */
  LEADING(
      "hibernate.split.leading",
      Meter.Type.GAUGE,
      null,
      List.of("target"),
      "1 if the target is the primary, else 0"),

  /** Connections in use, or waited for. */
  IN_FLIGHT(
      "hibernate.split.in.flight",
      Meter.Type.GAUGE,
      null,
      List.of("target"),
      "Connections of the target that are in use or waited for"),

  /** Not a number for the primary, and where nobody knows. */
  LAG(
      "hibernate.split.lag",
      Meter.Type.GAUGE,
      "seconds",
      List.of("target"),
      "How old what a replica shows may be"),

  /** Not a number for the primary, and where nobody knows. */
  LAG_SIZE(
      "hibernate.split.lag.size",
      Meter.Type.GAUGE,
      "bytes",
      List.of("target"),
      "How much of the primary's log a replica had not replayed"),

  /** HikariCP's figures, by {@code state}: active or idle. */
  POOL_CONNECTIONS(
      "hibernate.split.pool.connections",
      Meter.Type.GAUGE,
      null,
      List.of("target", "state"),
      "Connections of the target's pool, by state: active or idle"),

  /** HikariCP's figure. */
  POOL_PENDING(
      "hibernate.split.pool.pending",
      Meter.Type.GAUGE,
      null,
      List.of("target"),
      "Threads that wait for a connection of the target's pool");

  private final String meterName;
  private final Meter.Type type;
  private final @Nullable String unit;

  @SuppressWarnings("ImmutableEnumChecker") // each is a List.of
  private final List<String> tags;

  private final String description;

  SplitMeter(
      String meterName,
      Meter.Type type,
      @Nullable String unit,
      List<String> tags,
      String description) {
    this.meterName = meterName;
    this.type = type;
    this.unit = unit;
    this.tags = tags;
    this.description = description;
  }

  /** The name by Micrometer's convention; a registry may write it otherwise. */
  public String meterName() {
    return meterName;
  }

  /** What it is. */
  public Meter.Type type() {
    return type;
  }

  /** What it counts in; null for plain numbers. */
  public @Nullable String unit() {
    return unit;
  }

  /** The keys of its tags, besides those given to {@link SplitMetrics}. */
  public List<String> tags() {
    return tags;
  }

  /** What it tells, in a sentence. */
  public String description() {
    return description;
  }
}
