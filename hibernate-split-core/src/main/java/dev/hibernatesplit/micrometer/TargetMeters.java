package dev.hibernatesplit.micrometer;

import dev.hibernatesplit.LatencyStatistics;
import dev.hibernatesplit.PoolStatistics;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.TargetStatistics;
import dev.hibernatesplit.internal.statistics.Figures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The meters of one target that are there from the start. */
final class TargetMeters {

  /** The ends of latency buckets are powers of two of nanoseconds: from 66 µs to 17 s. */
  static final int FIRST_BUCKET = 16;

  static final int LAST_BUCKET = 34;
  private static final int NANO_DIGITS = 9;

  private final Figures figures;
  private final String target;
  private final Tags tags;

  TargetMeters(Figures figures, String target, Tags more) {
    this.figures = figures;
    this.target = target;
    this.tags = more.and("target", target);
  }

  void bindTo(MeterRegistry registry) {
    Stream.of(RoutingReason.values())
        .filter(RoutingReason::isFallBack)
        .forEach(reason -> fallBacks(registry, reason));
    counter(registry, SplitMeter.RETRIES, tags, TargetStatistics::retried);
    counter(registry, SplitMeter.FAILURES, tags, TargetStatistics::failures);
    counter(registry, SplitMeter.OUTAGES, tags, TargetStatistics::outages);
    gauge(registry, SplitMeter.SERVING, tags, now -> now.serving() ? 1 : 0);
    gauge(registry, SplitMeter.LEADING, tags, now -> now.role() == TargetRole.PRIMARY ? 1 : 0);
    gauge(registry, SplitMeter.IN_FLIGHT, tags, TargetStatistics::inFlight);
    latency(registry);
    lag(registry);
    pool(registry);
  }

  private void fallBacks(MeterRegistry registry, RoutingReason reason) {
    Tags because = tags.and("reason", reason.tag());
    counter(registry, SplitMeter.FALL_BACKS, because, now -> now.fallBacks(reason));
  }

  private void latency(MeterRegistry registry) {
    SplitMeter meter = SplitMeter.LATENCY;
    FunctionTimer.builder(
            meter.meterName(),
            figures,
            now -> now.target(target).latency().count(),
            now -> now.target(target).latency().total().toNanos(),
            TimeUnit.NANOSECONDS)
        .tags(tags)
        .description(meter.description())
        .register(registry);
    for (int power = FIRST_BUCKET; power <= LAST_BUCKET; power++) {
      Duration end = Duration.ofNanos(1L << power);
      String seconds = BigDecimal.valueOf(1L << power, NANO_DIGITS).toPlainString();
      bucket(registry, seconds, latency -> latency.upTo(end));
    }
    bucket(registry, "+Inf", LatencyStatistics::count);
  }

  private void bucket(
      MeterRegistry registry, String end, ToDoubleFunction<LatencyStatistics> count) {
    counter(
        registry,
        SplitMeter.LATENCY_BUCKETS,
        tags.and("le", end),
        now -> count.applyAsDouble(now.latency()));
  }

  private void lag(MeterRegistry registry) {
    SplitMeter meter = SplitMeter.LAG;
    TimeGauge.builder(
            meter.meterName(),
            figures,
            TimeUnit.NANOSECONDS,
            now -> {
              Duration lag = now.target(target).lag();
              return lag == null ? Double.NaN : lag.toNanos();
            })
        .tags(tags)
        .description(meter.description())
        .register(registry);
    gauge(registry, SplitMeter.LAG_SIZE, tags, now -> orNaN(now.lagBytes()));
  }

  private static double orNaN(@Nullable Long number) {
    return number == null ? Double.NaN : number;
  }

  private void pool(MeterRegistry registry) {
    if (figures.target(target).pool() != null) {
      ofPool(
          registry,
          SplitMeter.POOL_CONNECTIONS,
          tags.and("state", "active"),
          PoolStatistics::active);
      ofPool(
          registry, SplitMeter.POOL_CONNECTIONS, tags.and("state", "idle"), PoolStatistics::idle);
      ofPool(registry, SplitMeter.POOL_PENDING, tags, PoolStatistics::pending);
    }
  }

  private void ofPool(
      MeterRegistry registry, SplitMeter meter, Tags all, ToDoubleFunction<PoolStatistics> figure) {
    gauge(
        registry,
        meter,
        all,
        now -> {
          PoolStatistics pool = now.pool();
          return pool == null ? Double.NaN : figure.applyAsDouble(pool);
        });
  }

  private void counter(
      MeterRegistry registry,
      SplitMeter meter,
      Tags all,
      ToDoubleFunction<TargetStatistics> figure) {
    FunctionCounter.builder(
            meter.meterName(), figures, now -> figure.applyAsDouble(now.target(target)))
        .tags(all)
        .description(meter.description())
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry,
      SplitMeter meter,
      Tags all,
      ToDoubleFunction<TargetStatistics> figure) {
    Gauge.builder(meter.meterName(), figures, now -> figure.applyAsDouble(now.target(target)))
        .tags(all)
        .description(meter.description())
        .baseUnit(meter.unit())
        .register(registry);
  }
}
