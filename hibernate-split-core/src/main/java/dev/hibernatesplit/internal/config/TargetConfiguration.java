package dev.hibernatesplit.internal.config;

import com.zaxxer.hikari.util.UtilityElf;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One database server that statements may be sent to.
 *
 * @param name what the user calls it; {@link #PRIMARY} for the primary
 * @param key what its keys begin with, for messages: {@code hibernate.split.replicas.r1}
 * @param source where its connections come from
 * @param weight its share of the reads, 0 to 1000; 0 keeps it ready but unused
 * @param region where it is; null if nobody says
 * @param dedicated whether it serves only what names it
 * @param queryTimeout after what time a statement on it is cancelled, in whole seconds; null for
 *     never
 * @param lag how far it may lag behind the primary
 * @param hikari the properties of its pool by HikariCP's own names, inheritance done, {@code
 *     poolName} always present; where {@code source} is a {@link Source.Given}, nothing reads them
 */
public record TargetConfiguration(
    String name,
    String key,
    Source source,
    int weight,
    @Nullable String region,
    boolean dedicated,
    @Nullable Duration queryTimeout,
    LagBounds lag,
    Map<String, String> hikari) {

  /** The name of the primary; no replica may have it. */
  public static final String PRIMARY = "primary";

  /** What stands for any replica where a target is named; no replica may have it. */
  public static final String ANY = "any";

  public TargetConfiguration {
    hikari = Collections.unmodifiableMap(new TreeMap<>(hikari));
  }

  /**
   * The isolation that its pool gives its connections, as JDBC numbers it; null for the server's.
   */
  public @Nullable Integer isolation() {
    String name = hikari.get("transactionIsolation");
    return name == null ? null : UtilityElf.getTransactionIsolation(name);
  }

  /**
   * How long a connection to write over is waited for: what is asked for the pool, unless that is
   * only how long a read waits for a replica.
   */
  public Duration writePatience() {
    String asked = hikari.get(Pools.TIMEOUT);
    return asked == null || asked.equals(Pools.REPLICA_TIMEOUT)
        ? Duration.ofSeconds(30) // HikariCP's own default
        : Duration.ofMillis(Long.parseLong(asked));
  }

  @Override
  public String toString() {
    return name
        + "["
        + source
        + ", weight="
        + weight
        + (region == null ? "" : ", region=" + region)
        + (dedicated ? ", dedicated" : "")
        + (queryTimeout == null ? "" : ", queryTimeout=" + queryTimeout.toSeconds() + "s")
        + ", hikari="
        + Redaction.properties(hikari)
        + "]";
  }
}
