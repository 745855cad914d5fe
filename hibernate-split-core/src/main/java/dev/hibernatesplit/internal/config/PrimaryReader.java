package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where is the primary? Our keys overrule Hibernate's, and a DataSource of Hibernate its URL. */
final class PrimaryReader {

  static final String PREFIX = SplitSettings.PREFIX + "primary.";

  private final Settings settings;
  private final SourceReader own;
  private final Credentials ownLogin;
  private final SortedMap<String, String> hibernate;
  private final SortedMap<String, String> ownPool;

  PrimaryReader(Settings settings, PoolReader pools) {
    this.settings = settings;
    this.own = new SourceReader(settings, PREFIX);
    this.ownLogin = own.credentials();
    this.hibernate = pools.ofHibernate();
    this.ownPool = pools.ofTarget(PREFIX);
  }

  /** The primary; null if there is none, which is reported. */
  @Nullable TargetConfiguration target() {
    own.checkOnePlace();
    Duration queryTimeout = Durations.wholeSeconds(settings, PREFIX + "query_timeout");
    Source source = source();
    if (source == null) {
      return null;
    }
    SortedMap<String, String> pool =
        Pools.ofPrimary(hibernate, ownPool, source instanceof Source.PoolProperties);
    return new TargetConfiguration(
        TargetConfiguration.PRIMARY,
        source,
        SplitSettings.DEFAULT_WEIGHT,
        null,
        SplitSettings.DEFAULT_DEDICATED,
        queryTimeout,
        pool);
  }

  Heritage heritage(@Nullable TargetConfiguration primary) {
    Source source = primary == null ? null : primary.source();
    SortedMap<String, String> pool = new TreeMap<>();
    Credentials login = Credentials.of(source);
    if (source instanceof Source.Given given) {
      DataSourceFacts facts = DataSourceFacts.of(given.dataSource());
      login = login.orElse(facts.credentials());
      pool.putAll(facts.hikari());
    }
    pool.putAll(hibernate);
    pool.putAll(ownPool);
    login = login.orElse(Credentials.inPool(pool));
    boolean known = login.user() != null || source == null || source instanceof Source.Url;
    return new Heritage(login, driver(), Pools.inheritable(pool), known);
  }

  private @Nullable Source source() {
    String url = own.url();
    if (url != null) {
      return url(PREFIX + "url", url);
    }
    if (own.isSet("datasource")) {
      return given(own.dataSource(), ownLogin);
    }
    String key = settings.firstSet(HibernateKeys.DATASOURCE);
    if (key != null) {
      return given(own.dataSource(key), ownLogin.orElse(ofHibernate()));
    }
    return pooled();
  }

  /** What hibernate-hikaricp would connect to, in HikariCP's order. */
  private @Nullable Source pooled() {
    String key = settings.firstSet(HibernateKeys.URL);
    String url = key == null ? null : settings.text(key);
    if (hibernate.containsKey("dataSource") || hibernate.containsKey(Pools.DATASOURCE_CLASS)) {
      return byPool();
    }
    if (key != null && url != null) {
      return url(key, url);
    }
    if (hibernate.containsKey(Pools.JNDI)) {
      return byPool();
    }
    String remedy = "Set 'jakarta.persistence.jdbc.url', hand over a DataSource, or set this key";
    settings.problems().add(SplitSettings.PRIMARY_URL, "there is no primary", remedy);
    return null;
  }

  private Source url(String key, String url) {
    Urls.check(key, url, settings.problems());
    Credentials login = Credentials.inUrl(url).orElse(ownLogin).orElse(ofHibernate());
    return new Source.Url(url, login.user(), login.password(), driver());
  }

  private Source byPool() {
    Credentials login = ownLogin.orElse(ofHibernate());
    return new Source.PoolProperties(login.user(), login.password());
  }

  private static @Nullable Source given(@Nullable DataSource dataSource, Credentials login) {
    return dataSource == null ? null : new Source.Given(dataSource, login.user(), login.password());
  }

  private Credentials ofHibernate() {
    String password = settings.firstSet(HibernateKeys.PASSWORD);
    return new Credentials(
        settings.firstText(HibernateKeys.USER),
        password == null ? null : settings.secret(password));
  }

  private @Nullable String driver() {
    String driver = ownPool.get(Pools.DRIVER);
    return driver != null ? driver : hibernate.get(Pools.DRIVER);
  }
}
