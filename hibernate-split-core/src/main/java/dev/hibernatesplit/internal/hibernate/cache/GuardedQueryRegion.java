package dev.hibernatesplit.internal.hibernate.cache;

import org.hibernate.cache.spi.QueryResultsRegion;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The guard before a region of query results. One look is enough: a writer whose fence was raised
 * after it stamps its tables later still, and so later than the reader's transaction began.
 */
final class GuardedQueryRegion extends GuardedRegion<QueryResultsRegion>
    implements QueryResultsRegion {

  GuardedQueryRegion(QueryResultsRegion provider, Guard guard) {
    super(provider, guard);
  }

  @Override
  public @Nullable Object getFromCache(Object key, SharedSessionContractImplementor session) {
    return guard.found(session, key, provider.getFromCache(key, session));
  }

  @Override
  public void putIntoCache(Object key, Object value, SharedSessionContractImplementor session) {
    if (guard.admits(session)) {
      guard.puts(key);
      provider.putIntoCache(key, value, session);
    }
  }
}
