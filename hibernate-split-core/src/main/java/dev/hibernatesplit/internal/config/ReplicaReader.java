package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import java.time.Duration;
import java.util.SortedMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads one replica, which inherits from the primary what it does not say. */
final class ReplicaReader {

  private final Settings settings;
  private final String name;
  private final String prefix;
  private final SourceReader own;
  private final SortedMap<String, String> ownPool;
  private final Heritage heritage;

  ReplicaReader(
      String prefix, Settings settings, PoolReader pools, Heritage heritage, String name) {
    this.settings = settings;
    this.name = name;
    this.prefix = prefix;
    this.own = new SourceReader(settings, prefix);
    this.ownPool = pools.ofTarget(prefix);
    this.heritage = heritage;
  }

  /** The replica; null if it has no place, which is reported. */
  @Nullable TargetConfiguration target() {
    int weight = Words.weight(settings, prefix + "weight");
    String region = settings.text(prefix + "region");
    boolean dedicated = Words.flag(settings, prefix + "dedicated", SplitSettings.DEFAULT_DEDICATED);
    Duration queryTimeout = Durations.wholeSeconds(settings, prefix + "query_timeout");
    Credentials login = own.credentials();
    SortedMap<String, String> pool = Pools.ofReplica(name, heritage.hikari(), ownPool);
    own.checkOnePlace();
    Source source = source(own.url(), own.dataSource(), login, pool);
    return source == null
        ? null
        : new TargetConfiguration(name, source, weight, region, dedicated, queryTimeout, pool);
  }

  private @Nullable Source source(
      @Nullable String url,
      @Nullable DataSource dataSource,
      Credentials login,
      SortedMap<String, String> pool) {
    if (url != null) {
      return url(url, login, pool);
    }
    if (dataSource != null) {
      checkNoPool();
      return new Source.Given(dataSource, login.user(), login.password());
    }
    if (!own.isSet("url") && !own.isSet("datasource")) {
      String rule = "the replica '" + name + "' has neither a url nor a datasource";
      String remedy = "Set this key, or remove the others that begin with '" + prefix + "'";
      settings.problems().add(prefix + "url", rule, remedy);
    }
    return null;
  }

  private Source url(String url, Credentials own, SortedMap<String, String> pool) {
    Urls.check(prefix + "url", url, settings.problems());
    Credentials login = Credentials.inUrl(url).orElse(own).orElse(Credentials.inPool(pool));
    Credentials complete = login.orElse(heritage.credentials());
    if (complete.user() == null
        && !heritage.knowsLogin()
        && !pool.containsKey(Pools.CREDENTIALS_PROVIDER)) {
      String rule = "is not set, and the primary's DataSource does not tell its user";
      settings.problems().add(prefix + "user", rule, "Set it, and '" + prefix + "password'");
    }
    String driver = ownPool.getOrDefault(Pools.DRIVER, "");
    return new Source.Url(
        url, complete.user(), complete.password(), driver.isEmpty() ? heritage.driver() : driver);
  }

  private void checkNoPool() {
    for (String property : ownPool.keySet()) {
      String rule = "has no effect, because '" + prefix + "datasource' is not pooled again";
      settings.problems().add(prefix + "hikari." + property, rule, "Remove it, or use a url");
    }
  }
}
