package dev.hibernatesplit.micrometer;

import dev.hibernatesplit.FenceWaitStatistics;
import dev.hibernatesplit.StatementCount;
import dev.hibernatesplit.internal.hibernate.SplitFactories;
import dev.hibernatesplit.internal.statistics.Figures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.persistence.EntityManagerFactory;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Registers a factory's figures as meters: those of {@link SplitMeter}.
 *
 * <pre>{@code
 * new SplitMetrics(entityManagerFactory).bindTo(meterRegistry);
 * }</pre>
 *
 * <p>Statements pay nothing for it: the figures are read when the registry is. The meters end with
 * the factory: from then on they stand still. Two factories need a tag that tells them apart, or
 * the second's meters are taken for the first's. Immutable and thread-safe.
 */
public final class SplitMetrics implements MeterBinder {

  private final Figures figures;
  private final Tags tags;

  SplitMetrics(Figures figures, Iterable<? extends Tag> tags) {
    this.figures = figures;
    this.tags = Tags.of(tags);
  }

  /**
   * The meters of a factory.
   *
   * @throws IllegalStateException if the factory does not split, or each tenant has its own targets
   */
  public SplitMetrics(EntityManagerFactory factory) {
    this(factory, Tags.empty());
  }

  /**
   * The meters of a factory, with more tags.
   *
   * @param tags put to each meter, such as one that tells factories apart
   * @throws IllegalStateException if the factory does not split, or each tenant has its own targets
   */
  public SplitMetrics(EntityManagerFactory factory, Iterable<? extends Tag> tags) {
    this(SplitFactories.statistics(factory), tags);
  }

  /**
   * The meters of one tenant, where each has its own targets. They are of its pools that are open
   * now: where these close and open again, they are to be bound again.
   *
   * @param tenant the tenant identifier
   * @param tags put to each meter: one must tell tenants apart
   * @throws IllegalStateException if tenants have no targets of their own, or the tenant's are not
   *     open now
   */
  public static SplitMetrics ofTenant(
      EntityManagerFactory factory, Object tenant, Iterable<? extends Tag> tags) {
    return new SplitMetrics(SplitFactories.statistics(factory, tenant), tags);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (String target : figures.targets()) {
      new TargetMeters(figures, target, tags).bindTo(registry);
    }
    fenceWaits(registry);
    figures.whenNew((target, sort) -> statements(registry, target, sort));
  }

  private void fenceWaits(MeterRegistry registry) {
    SplitMeter waits = SplitMeter.FENCE_WAITS;
    FunctionTimer.builder(
            waits.meterName(),
            figures,
            now -> now.fenceWaits().count(),
            now -> now.fenceWaits().durations().total().toNanos(),
            TimeUnit.NANOSECONDS)
        .tags(tags)
        .description(waits.description())
        .register(registry);
    SplitMeter inVain = SplitMeter.FENCE_WAITS_IN_VAIN;
    FunctionCounter.builder(inVain.meterName(), figures, now -> inVain(now.fenceWaits()))
        .tags(tags)
        .description(inVain.description())
        .register(registry);
  }

  private static double inVain(FenceWaitStatistics waits) {
    return waits.inVain();
  }

  private void statements(MeterRegistry registry, String target, StatementCount sort) {
    SplitMeter meter = SplitMeter.STATEMENTS;
    FunctionCounter.builder(meter.meterName(), figures, now -> now.target(target).statements(sort))
        .tags(tags)
        .tag("target", target)
        .tag("role", sort.role().name().toLowerCase(Locale.ROOT))
        .tag("kind", sort.kind().name().toLowerCase(Locale.ROOT))
        .tag("reason", sort.reason().tag())
        .description(meter.description())
        .register(registry);
  }
}
