package dev.hibernatesplit.internal;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.internal.config.Configuration;
import dev.hibernatesplit.internal.connection.Connector;
import dev.hibernatesplit.internal.connection.WishedTables;
import dev.hibernatesplit.internal.health.Monitor;
import dev.hibernatesplit.internal.observation.Observation;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.internal.topology.CatalogueWatch;
import dev.hibernatesplit.internal.topology.PrimaryFacts;
import dev.hibernatesplit.internal.topology.PrimaryStart;
import dev.hibernatesplit.internal.topology.Topology;
import java.time.Clock;

/**
 * All that one configuration brings to life: pools, probes, and the connector in front of them.
 *
 * @param topology the servers and their pools
 * @param connector opens the connections that Hibernate sees
 * @param monitor probes, and rereads the catalogue
 */
public record Splitter(Topology topology, Connector connector, Monitor monitor)
    implements AutoCloseable {

  /**
   * Starts everything, or leaves nothing behind.
   *
   * @throws dev.hibernatesplit.SplitConfigurationException if the primary cannot be used
   */
  public static Splitter start(Configuration configuration) {
    Observation observation = new Observation(configuration.listeners());
    Topology topology = Topology.open(configuration, observation, Clock.systemUTC());
    try {
      PrimaryFacts facts = PrimaryStart.of(topology);
      Classifier classifier = new Classifier(configuration.readOnlyFunctions());
      Monitor monitor = new Monitor(topology, facts.systemIdentifier(), configuration.probes());
      Runnable schemaChanged = watchCatalogue(configuration, topology, classifier, monitor);
      monitor.start();
      LOG.started(String.join(", ", topology.replicas().keySet()), topology.primary().name());
      WishedTables tables = new WishedTables(configuration.tables(), classifier);
      Connector connector =
          new Connector(topology, facts, classifier, tables, observation, schemaChanged);
      return new Splitter(topology, connector, monitor);
    } catch (InterruptedException e) {
      topology.close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the replicas were probed", e);
    } catch (RuntimeException e) {
      topology.close();
      throw e;
    }
  }

  /** The catalogue is read at start, at an interval, and soon after a schema changed through us. */
  private static Runnable watchCatalogue(
      Configuration configuration, Topology topology, Classifier classifier, Monitor monitor) {
    if (!configuration.catalog().enabled()) {
      return () -> {};
    }
    CatalogueWatch watch =
        new CatalogueWatch(topology.primary(), classifier, configuration.readOnlyFunctions());
    watch.refresh();
    monitor.every(configuration.catalog().refresh(), watch::refresh);
    return monitor.soon(watch::refresh);
  }

  @Override
  public void close() {
    monitor.close();
    topology.close();
  }
}
