package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.internal.rules.Rule;
import dev.hibernatesplit.spi.QueryRouter;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What did the user ask for? Immutable, and free of contradictions.
 *
 * @param primary where writes run
 * @param replicas where reads may run, at least one, in the order of their names
 * @param roles whether the servers say who is primary
 * @param transactions what may become of transactions
 * @param staleWrite what happens before something is overwritten that a replica served
 * @param readOnlyFunctions functions that the user calls harmless: {@code name} or {@code
 *     schema.name}, folded as PostgreSQL folds them (lower case unless quoted), without quotes
 * @param tables where tables are read that the user names: the name of a target, or {@link
 *     TargetConfiguration#ANY}
 * @param touched which tables the user's code in the database touches
 * @param rules where queries are read for what they look like, none covered by an earlier one
 * @param routers who is asked before the rules, in the user's order
 * @param catalog whether and how often the catalogue is read
 * @param balancing how reads are shared out
 * @param consistency what reads must see
 * @param fallback what happens to reads that replicas do not serve
 * @param probes how replicas are watched
 * @param jmx whether people may see and change the targets through JMX
 * @param statistics whether statements are counted and timed
 * @param listeners whom decisions are told to, in the user's order
 */
public record Configuration(
    TargetConfiguration primary,
    List<TargetConfiguration> replicas,
    RolesConfiguration roles,
    TransactionConfiguration transactions,
    StaleWrite staleWrite,
    Set<String> readOnlyFunctions,
    Map<TableName, String> tables,
    TouchedConfiguration touched,
    List<Rule> rules,
    List<QueryRouter> routers,
    CatalogConfiguration catalog,
    BalancingConfiguration balancing,
    ConsistencyConfiguration consistency,
    FallbackConfiguration fallback,
    ProbeConfiguration probes,
    boolean jmx,
    boolean statistics,
    List<SplitListener> listeners) {

  public Configuration {
    replicas = List.copyOf(replicas);
    readOnlyFunctions = Set.copyOf(readOnlyFunctions);
    tables = Map.copyOf(tables);
    rules = List.copyOf(rules);
    routers = List.copyOf(routers);
    listeners = List.copyOf(listeners);
  }

  /** Does the user want a split: is any key of ours set, and the library not switched off? */
  public static boolean isPresent(Map<String, ?> settings) {
    Object enabled = settings.get(SplitSettings.ENABLED);
    boolean off = enabled != null && "false".equalsIgnoreCase(enabled.toString().strip());
    return !off && settings.keySet().stream().anyMatch(key -> key.startsWith(SplitSettings.PREFIX));
  }

  /**
   * May anybody's reads of read-write transactions leave the primary, if the settings are right at
   * all? What a source says of its tenants shows only later.
   */
  public static boolean readsUntilWrite(Map<String, ?> settings) {
    return isPresent(settings)
        && (settings.containsKey(SplitSettings.TENANT_SOURCE)
            || settings.entrySet().stream()
                .filter(
                    setting ->
                        TenantKeys.isOfAnyone(SplitSettings.TRANSACTION_READS, setting.getKey()))
                .anyMatch(setting -> TransactionReads.UNTIL_WRITE.isMeantBy(setting.getValue())));
  }

  /**
   * Reads the settings of Hibernate and of ours. Opens no connection; JNDI names must have been
   * replaced by the DataSources they stand for.
   *
   * @param classes finds a class by its name, or throws
   * @throws dev.hibernatesplit.SplitConfigurationException with every problem there is
   */
  public static Configuration read(Map<String, ?> settings, Function<String, Class<?>> classes) {
    return new ConfigurationReader(settings, classes).read();
  }

  /**
   * Masks the secrets under our keys, in place: to be called after {@link #read}, on the map that
   * {@code EntityManagerFactory.getProperties()} will show. Secrets under Hibernate's own keys are
   * left to Hibernate.
   */
  public static void redact(Map<String, Object> settings) {
    settings.replaceAll(
        (key, value) ->
            key.startsWith(SplitSettings.PREFIX) && value instanceof CharSequence
                ? Redaction.shown(key, value.toString())
                : value);
  }
}
