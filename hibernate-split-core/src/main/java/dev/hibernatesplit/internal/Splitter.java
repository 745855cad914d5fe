package dev.hibernatesplit.internal;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.internal.catalogue.CatalogueWatch;
import dev.hibernatesplit.internal.config.Configuration;
import dev.hibernatesplit.internal.config.StaleWrite;
import dev.hibernatesplit.internal.connection.Connector;
import dev.hibernatesplit.internal.connection.Fallback;
import dev.hibernatesplit.internal.connection.QueryAdvice;
import dev.hibernatesplit.internal.connection.SchemaChanges;
import dev.hibernatesplit.internal.connection.WishedTables;
import dev.hibernatesplit.internal.consistency.Guarantees;
import dev.hibernatesplit.internal.consistency.Pulse;
import dev.hibernatesplit.internal.explanation.Explanation;
import dev.hibernatesplit.internal.flight.FlightRecords;
import dev.hibernatesplit.internal.footprint.Declared;
import dev.hibernatesplit.internal.health.Monitor;
import dev.hibernatesplit.internal.management.LiveStatistics;
import dev.hibernatesplit.internal.management.TopologyManagement;
import dev.hibernatesplit.internal.observation.Observation;
import dev.hibernatesplit.internal.rules.Rules;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.internal.sql.DeclaredFunctions;
import dev.hibernatesplit.internal.statistics.Counters;
import dev.hibernatesplit.internal.topology.PrimaryFacts;
import dev.hibernatesplit.internal.topology.PrimaryStart;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import dev.hibernatesplit.spi.SplitListener;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that one configuration brings to life: pools, probes, and the connector in front of them.
 *
 * @param topology the servers and their pools
 * @param connector opens the connections that Hibernate sees
 * @param management for people, to look at the servers and to change them
 * @param statistics what its statements did, and how its targets are
 * @param monitor watches the servers
 * @param staleWrite what happens before something is overwritten that a replica served
 * @param inJmx whether people may see and change it through JMX
 * @param started what is to be ended, in the order it was started
 */
public record Splitter(
    Topology topology,
    Connector connector,
    TopologyManagement management,
    LiveStatistics statistics,
    Monitor monitor,
    StaleWrite staleWrite,
    boolean inJmx,
    List<AutoCloseable> started)
    implements AutoCloseable {

  private static final Clock CLOCK = Clock.system(ZoneId.systemDefault());

  /**
   * Starts everything, or leaves nothing behind.
   *
   * @throws dev.hibernatesplit.SplitConfigurationException if the primary cannot be used
   */
  public static Splitter start(Configuration configuration) {
    return start(configuration, "");
  }

  /** As {@link #start(Configuration)}, for a tenant, whose name the log tells. */
  public static Splitter startTenant(Configuration configuration, String tenant) {
    return start(configuration, tenant + "/");
  }

  private static Splitter start(Configuration configuration, String owner) {
    Counters counters = configuration.statistics() ? new Counters(names(configuration)) : null;
    Observation observation = observation(configuration, owner, counters);
    Topology topology = Topology.open(configuration, observation, CLOCK);
    List<AutoCloseable> started = new ArrayList<>(List.of(topology));
    try {
      return start(configuration, owner, observation, counters, topology, started);
    } catch (InterruptedException e) {
      closeAll(started);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the replicas were probed", e);
    } catch (RuntimeException | Error e) {
      closeAll(started);
      throw e;
    }
  }

  private static Splitter start(
      Configuration configuration,
      String owner,
      Observation observation,
      @Nullable Counters counters,
      Topology topology,
      List<AutoCloseable> started)
      throws InterruptedException {
    if (configuration.roles().found()) {
      PrimaryStart.find(topology);
    }
    PrimaryFacts facts = PrimaryStart.of(topology);
    Classifier classifier =
        new Classifier(
            new DeclaredFunctions(
                configuration.readOnlyFunctions(), configuration.touched().functions().keySet()));
    CatalogueWatch catalogue = new CatalogueWatch(topology, classifier);
    started.add(catalogue);
    Monitor monitor =
        new Monitor(
            topology,
            facts,
            configuration.probes(),
            configuration.roles().follow(),
            observation,
            Target::abortAll);
    started.add(monitor);
    Guarantees guarantees =
        Guarantees.of(
            configuration.consistency(),
            facts.systemIdentifier(),
            facts.database(),
            classifier,
            new Declared(configuration.touched().triggers(), configuration.touched().functions()),
            nodes(topology),
            facts.synchronousCommit(),
            configuration.probes().timeout(),
            observation);
    started.add(guarantees);
    guarantees.follow(pulse(monitor, topology));
    monitor.tell(
        sample -> guarantees.sampled(sample, sample.node().equals(topology.primary().name())));
    boolean watched = configuration.catalog().enabled();
    if (watched) {
      catalogue.start(configuration.catalog().refresh());
    }
    monitor.start();
    LOG.started(String.join(", ", topology.replicas().keySet()), owner + topology.primary().name());
    Connector connector =
        new Connector(
            topology,
            facts,
            classifier,
            new WishedTables(configuration.tables(), classifier),
            configuration.transactions(),
            guarantees,
            new Fallback(configuration.fallback(), topology),
            new QueryAdvice(configuration.routers(), Rules.of(configuration.rules())),
            observation,
            watched
                ? new SchemaChanges(catalogue::schemaChanges, catalogue::schemaChanged)
                : SchemaChanges.UNWATCHED);
    return new Splitter(
        topology,
        connector,
        new TopologyManagement(topology, monitor::lead, new Explanation(connector, monitor)),
        new LiveStatistics(topology, monitor, counters, CLOCK, CLOCK.instant()),
        monitor,
        configuration.staleWrite(),
        configuration.jmx(),
        List.copyOf(started));
  }

  private static Observation observation(
      Configuration configuration, String owner, @Nullable Counters counters) {
    List<SplitListener> listeners = new ArrayList<>(FlightRecords.of(owner));
    if (counters != null) {
      listeners.add(counters);
    }
    listeners.addAll(configuration.listeners());
    return new Observation(owner, listeners);
  }

  private static Set<String> names(Configuration configuration) {
    Set<String> names = new HashSet<>(Set.of(configuration.primary().name()));
    configuration.replicas().forEach(replica -> names.add(replica.name()));
    return names;
  }

  private static List<String> nodes(Topology topology) {
    List<String> nodes = new ArrayList<>(topology.replicas().keySet());
    nodes.add(topology.primary().name());
    return nodes;
  }

  private static Pulse pulse(Monitor monitor, Topology topology) {
    return new Pulse() {
      @Override
      public void wake() {
        monitor.wake();
      }

      @Override
      public Waiting await() {
        return monitor.await()::close;
      }

      @Override
      public boolean primaryAnswers() {
        return monitor.observed(topology.primary()).failure() == null;
      }
    };
  }

  /** Ends what started last first. */
  private static void closeAll(List<AutoCloseable> started) {
    for (int i = started.size() - 1; i >= 0; i--) {
      try {
        started.get(i).close();
      } catch (Exception e) {
        LOG.debug("Something could not be ended", e);
      }
    }
  }

  @Override
  public void close() {
    closeAll(started);
  }
}
