package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitConfigurationException;
import dev.hibernatesplit.spi.TenantSource;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What did the user ask for, tenant by tenant? Holds secrets, and shows none. Thread-safe.
 *
 * <p>Tenants that settings name are read at start, those of a {@link TenantSource} when they are
 * asked for.
 */
public final class TenantsConfiguration {

  private final SortedMap<String, Configuration> named;
  private final @Nullable TenantSource source;
  private final TenantReader reader;
  private final Duration idle;

  TenantsConfiguration(
      SortedMap<String, Configuration> named,
      @Nullable TenantSource source,
      TenantReader reader,
      Duration idle) {
    this.named = new TreeMap<>(named);
    this.source = source;
    this.reader = reader;
    this.idle = idle;
  }

  /** Does the user want a database a tenant? */
  public static boolean isPresent(Map<String, ?> settings) {
    return Configuration.isPresent(settings)
        && settings.keySet().stream().anyMatch(TenantKeys::isOne);
  }

  /**
   * Reads the settings of Hibernate and of ours; see {@link Configuration#read}.
   *
   * @throws SplitConfigurationException with every problem there is
   */
  public static TenantsConfiguration read(
      Map<String, ?> settings, Function<String, Class<?>> classes) {
    return new TenantsReader(settings, classes).read();
  }

  /** The tenants that settings name. */
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(named.keySet()));
  }

  /** Whom it is about, in a sentence. */
  public String known() {
    String names = named.isEmpty() ? "none" : String.join(", ", named.keySet());
    return "Settings name "
        + names
        + (source == null ? "." : ", and the tenant source knows no such tenant.");
  }

  /** How long a tenant may be without connections. */
  public Duration idle() {
    return idle;
  }

  /**
   * What is asked for a tenant; null if nobody knows it. May take its time, where a source is
   * asked.
   *
   * @throws SplitConfigurationException if what the source says is wrong
   */
  public @Nullable Configuration tenant(String name) {
    Configuration configuration = named.get(name);
    if (configuration != null || source == null) {
      return configuration;
    }
    Map<String, ?> own = source.settings(name);
    return own == null ? null : reader.read(name, own);
  }
}
