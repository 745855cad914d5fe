package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.TableName;
import java.time.Duration;
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
    TargetConfiguration primary = primaryReader.target();
    Heritage heritage = primaryReader.heritage(primary);
    List<TargetConfiguration> replicas = new ReplicasReader(settings, pools).targets(heritage);
    DistinctTargets distinct = new DistinctTargets(problems);
    distinct.see(primary);
    replicas.forEach(distinct::see);

    flag(SplitSettings.ENABLED, SplitSettings.DEFAULT_ENABLED);
    TransactionReads reads = Words.transactionReads(settings);
    Set<String> functions = FunctionNames.read(settings);
    Map<TableName, String> tables = TablesReader.read(settings);
    CatalogConfiguration catalog = catalog();
    BalancingConfiguration balancing = new BalancingReader(settings, classes).read(replicas);
    ProbeConfiguration probes = probes();
    boolean jmx = flag(SplitSettings.JMX, SplitSettings.DEFAULT_JMX);
    List<SplitListener> listeners = new Listeners(settings, classes).read();
    KnownKeys.reportUnread(settings);
    problems.throwIfAny();
    return new Configuration(
        Objects.requireNonNull(primary),
        replicas,
        reads,
        functions,
        tables,
        catalog,
        balancing,
        probes,
        jmx,
        listeners);
  }

  private CatalogConfiguration catalog() {
    return new CatalogConfiguration(
        flag(SplitSettings.CATALOG, SplitSettings.DEFAULT_CATALOG),
        duration(SplitSettings.CATALOG_REFRESH, SplitSettings.DEFAULT_CATALOG_REFRESH));
  }

  private ProbeConfiguration probes() {
    return new ProbeConfiguration(
        duration(SplitSettings.PROBE_INTERVAL, SplitSettings.DEFAULT_PROBE_INTERVAL),
        duration(SplitSettings.PROBE_TIMEOUT, SplitSettings.DEFAULT_PROBE_TIMEOUT));
  }

  private boolean flag(String key, boolean fallback) {
    return Words.flag(settings, key, fallback);
  }

  private Duration duration(String key, String fallback) {
    return Durations.duration(settings, key, fallback);
  }
}
