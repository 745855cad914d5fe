package dev.hibernatesplit.internal.hibernate.cache;

import java.util.function.ToLongFunction;
import org.hibernate.cache.spi.ExtendedStatisticsSupport;
import org.hibernate.cache.spi.Region;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.stat.CacheRegionStatistics;

/** What is the same for regions of entities and of query results. */
abstract sealed class GuardedRegion<R extends Region> implements Region, ExtendedStatisticsSupport
    permits GuardedDomainRegion, GuardedQueryRegion {

  final R provider;
  final Guard guard;

  GuardedRegion(R provider, Guard guard) {
    this.provider = provider;
    this.guard = guard;
  }

  @Override
  public String getName() {
    return provider.getName();
  }

  @Override
  public RegionFactory getRegionFactory() {
    return provider.getRegionFactory();
  }

  @Override
  public void clear() {
    provider.clear();
  }

  @Override
  public void destroy() {
    provider.destroy();
  }

  // As if the provider's own were asked

  @Override
  public long getElementCountInMemory() {
    return counted(ExtendedStatisticsSupport::getElementCountInMemory);
  }

  @Override
  public long getElementCountOnDisk() {
    return counted(ExtendedStatisticsSupport::getElementCountOnDisk);
  }

  @Override
  public long getSizeInMemory() {
    return counted(ExtendedStatisticsSupport::getSizeInMemory);
  }

  private long counted(ToLongFunction<ExtendedStatisticsSupport> figure) {
    return provider instanceof ExtendedStatisticsSupport counted
        ? figure.applyAsLong(counted)
        : CacheRegionStatistics.NO_EXTENDED_STAT_SUPPORT_RETURN;
  }

  @Override
  public String toString() {
    return "guarded " + provider;
  }
}
