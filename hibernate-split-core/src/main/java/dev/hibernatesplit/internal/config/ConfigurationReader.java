package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.internal.rules.Rule;
import dev.hibernatesplit.spi.QueryRouter;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** From the settings map to the records; all problems on the way are thrown at its end. */
final class ConfigurationReader {

  private final Problems problems = new Problems();
  private final Settings settings;
  private final Function<String, Class<?>> classes;

  ConfigurationReader(Map<String, ?> map, Function<String, Class<?>> classes) {
    this.settings = new Settings(map, problems);
    this.classes = classes;
  }

  Configuration read() {
    PoolReader pools = new PoolReader(settings);
    PrimaryReader primaryReader = new PrimaryReader(settings, pools);
    boolean found = !settings.namesBelow(ReplicasReader.NODES).isEmpty();
    TargetConfiguration primary = found ? null : primaryReader.target();
    Heritage heritage = primaryReader.heritage(primary);
    List<TargetConfiguration> replicas =
        new ArrayList<>(
            new ReplicasReader(
                    found ? ReplicasReader.NODES : ReplicasReader.PREFIX, settings, pools)
                .targets(heritage));
    if (found) {
      primary = Nodes.first(replicas, settings);
    }
    DistinctTargets distinct = new DistinctTargets(problems);
    distinct.see(primary);
    replicas.forEach(distinct::see);

    flag(SplitSettings.ENABLED, SplitSettings.DEFAULT_ENABLED);
    RolesConfiguration roles =
        new RolesConfiguration(
            flag(SplitSettings.FOLLOW_ROLES, SplitSettings.DEFAULT_FOLLOW_ROLES), found);
    TransactionConfiguration transactions =
        new TransactionConfiguration(
            Words.oneOf(
                settings,
                SplitSettings.TRANSACTION_READS,
                TransactionReads.class,
                SplitSettings.DEFAULT_TRANSACTION_READS,
                "Use 'until_write' to read from replicas until a transaction writes, or remove the"
                    + " key for "
                    + SplitSettings.DEFAULT_TRANSACTION_READS),
            flag(SplitSettings.TRANSACTION_ELISION, SplitSettings.DEFAULT_TRANSACTION_ELISION));
    StaleWrite staleWrite =
        Words.oneOf(
            settings,
            SplitSettings.STALE_WRITE,
            StaleWrite.class,
            SplitSettings.DEFAULT_STALE_WRITE);
    Set<String> functions = FunctionNames.read(settings);
    Map<TableName, String> tables = TablesReader.read(settings);
    TouchedConfiguration touched = TouchedReader.read(settings);
    List<Rule> rules = new RulesReader(settings).read();
    List<QueryRouter> routers = instances(SplitSettings.QUERY_ROUTER, QueryRouter.class);
    CatalogConfiguration catalog = catalog();
    BalancingConfiguration balancing =
        new BalancingReader(settings, classes).read(primary, replicas);
    ConsistencyConfiguration consistency = ConsistencyReader.read(settings);
    FallbackConfiguration fallback = FallbackReader.read(settings);
    ProbeConfiguration probes = new ProbesReader(settings, classes).read();
    boolean jmx = flag(SplitSettings.JMX, SplitSettings.DEFAULT_JMX);
    boolean statistics = flag(SplitSettings.STATISTICS, SplitSettings.DEFAULT_STATISTICS);
    List<SplitListener> listeners = instances(SplitSettings.LISTENERS, SplitListener.class);
    KnownKeys.reportUnread(settings);
    problems.throwIfAny();
    return new Configuration(
        Objects.requireNonNull(primary),
        replicas,
        roles,
        transactions,
        staleWrite,
        functions,
        tables,
        touched,
        rules,
        routers,
        catalog,
        balancing,
        consistency,
        fallback,
        probes,
        jmx,
        statistics,
        listeners);
  }

  private <T> List<T> instances(String key, Class<T> type) {
    return new Instances<>(settings, classes, key, type).read();
  }

  private CatalogConfiguration catalog() {
    return new CatalogConfiguration(
        flag(SplitSettings.CATALOG, SplitSettings.DEFAULT_CATALOG),
        duration(SplitSettings.CATALOG_REFRESH, SplitSettings.DEFAULT_CATALOG_REFRESH));
  }

  private boolean flag(String key, boolean fallback) {
    return Words.flag(settings, key, fallback);
  }

  private Duration duration(String key, String fallback) {
    return Durations.duration(settings, key, fallback);
  }
}
