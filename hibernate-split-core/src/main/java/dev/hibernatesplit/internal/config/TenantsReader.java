package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitConfigurationException;
import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.TenantSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** From the settings map to what each tenant asks for; all problems are thrown at the end. */
final class TenantsReader {

  private final Problems problems = new Problems();
  private final Map<String, Object> all;
  private final Settings settings;
  private final Function<String, Class<?>> classes;

  TenantsReader(Map<String, ?> map, Function<String, Class<?>> classes) {
    this.all = new HashMap<>(map);
    all.keySet().removeIf(TenantKeys::isOne);
    this.settings = new Settings(map, problems);
    this.classes = classes;
  }

  TenantsConfiguration read() {
    @Nullable TenantSource source =
        new Instances<>(settings, classes, SplitSettings.TENANT_SOURCE, TenantSource.class).one();
    Duration idle =
        Durations.duration(settings, SplitSettings.TENANT_IDLE, SplitSettings.DEFAULT_TENANT_IDLE);
    shareListeners();
    shareLogin();
    refusePlacesOfAll();
    TenantReader reader = new TenantReader(all, classes);
    SortedMap<String, Configuration> named = named(reader);
    checkKeys();
    problems.throwIfAny();
    return new TenantsConfiguration(named, source, reader, idle);
  }

  private SortedMap<String, Configuration> named(TenantReader reader) {
    SortedMap<String, Configuration> named = new TreeMap<>();
    for (String tenant : settings.namesBelow(TenantKeys.PREFIX)) {
      try {
        named.put(tenant, reader.readNamed(tenant, TenantKeys.own(tenant, settings)));
      } catch (SplitConfigurationException e) {
        e.problems().forEach(problems::add);
      }
    }
    return named;
  }

  private void checkKeys() {
    String example = "Set e.g. '" + TenantKeys.PREFIX + "acme.primary.url'";
    List<String> unread = settings.unread().stream().filter(TenantKeys::isOne).toList();
    unread.forEach(key -> problems.add(key, "no such setting", example));
    if (settings.namesBelow(TenantKeys.PREFIX).isEmpty()
        && settings.value(SplitSettings.TENANT_SOURCE) == null) {
      problems.add(SplitSettings.TENANT, "there is neither a tenant nor a source of any", example);
    }
  }

  /** One of each class, however many tenants there are. */
  private void shareListeners() {
    if (all.containsKey(SplitSettings.LISTENERS)) {
      all.put(
          SplitSettings.LISTENERS,
          new Instances<>(settings, classes, SplitSettings.LISTENERS, SplitListener.class).read());
    }
  }

  /** Where only Hibernate's DataSource knows who logs in, that is inherited, too. */
  private void shareLogin() {
    String key = settings.firstSet(HibernateKeys.DATASOURCE);
    if (key == null
        || settings.firstSet(HibernateKeys.USER) != null
        || !(settings.value(key) instanceof DataSource dataSource)) {
      return;
    }
    Credentials login = DataSourceFacts.of(dataSource).credentials();
    if (login.user() != null && login.password() != null) {
      all.put(HibernateKeys.USER.get(1), login.user());
      all.put(HibernateKeys.PASSWORD.get(1), login.password().value());
    }
  }

  private void refusePlacesOfAll() {
    all.keySet().stream()
        .filter(TenantKeys::isOurPlace)
        .forEach(
            key -> {
              String rule = "is no tenant's server, and each tenant has servers of its own";
              String own = key.substring(SplitSettings.PREFIX.length());
              problems.add(key, rule, "Use '" + TenantKeys.PREFIX + "<tenant>." + own + "'");
            });
    all.keySet().removeIf(TenantKeys::isOurPlace);
  }
}
