package dev.hibernatesplit.it.health;

import dev.hibernatesplit.internal.config.Configuration;
import dev.hibernatesplit.internal.health.Lag;
import dev.hibernatesplit.internal.health.Monitor;
import dev.hibernatesplit.internal.health.Observed;
import dev.hibernatesplit.internal.topology.PrimaryStart;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cluster's servers with a monitor and nobody who reads, to look into what it knows. */
final class Watched implements AutoCloseable, SplitListener {

  static final Duration INTERVAL = Duration.ofMillis(200);

  private final Topology topology;
  private final Monitor monitor;
  private final List<String> changes = new CopyOnWriteArrayList<>();
  private final List<String> aborted = new CopyOnWriteArrayList<>();

  private Watched(Map<String, Object> settings) throws InterruptedException {
    Configuration configuration =
        Configuration.read(
            settings,
            name -> {
              throw new IllegalArgumentException(name);
            });
    topology = Topology.open(configuration, this, Clock.systemUTC());
    monitor =
        new Monitor(
            topology,
            PrimaryStart.of(topology),
            configuration.probes(),
            configuration.roles().follow(),
            this,
            (target, cause) -> aborted.add(target.name() + ": " + cause));
    monitor.start();
  }

  static Watched start(ReplicatedPostgres cluster, Map<String, Object> more)
      throws InterruptedException {
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("hibernate.split.probe_interval", INTERVAL);
    settings.putAll(more);
    return new Watched(settings);
  }

  @Override
  public void targetChanged(String target, boolean serving, String cause) {
    changes.add(target + (serving ? " serves" : " is out: " + cause));
  }

  @Override
  public void lagChanged(String replica, boolean lagging, String figures) {
    changes.add(replica + (lagging ? " lags: " : " lags no more: ") + figures);
  }

  Lag lag(String replica) {
    return monitor.lag(topology.target(replica));
  }

  /** In seconds; below 0 where nobody knows. */
  double seconds(String replica) {
    return lag(replica) instanceof Lag.Known known ? known.time().toNanos() / 1e9 : -1;
  }

  Observed observed(String target) {
    return monitor.observed(topology.target(target));
  }

  boolean serves(String replica) {
    return topology.rotation().serves(replica);
  }

  Target target(String name) {
    return topology.target(name);
  }

  Topology topology() {
    return topology;
  }

  Monitor monitor() {
    return monitor;
  }

  List<String> changes() {
    return changes;
  }

  /** Of which targets the monitor wanted all connections ended, and why. */
  List<String> aborted() {
    return aborted;
  }

  @Override
  public void close() {
    monitor.close();
    topology.close();
  }
}
