package dev.hibernatesplit.internal.health;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.hibernatesplit.internal.config.ProbeConfiguration;
import dev.hibernatesplit.internal.topology.Topology;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Probes every replica at an interval, on daemon threads of its own.
 *
 * <p>Two threads, so that one frozen replica does not keep the others from being asked.
 */
public final class Monitor implements AutoCloseable {

  private final ScheduledThreadPoolExecutor threads;
  private final List<ReplicaProbe> probes;
  private final ProbeConfiguration configuration;

  /**
   * @param systemIdentifier the primary's, which a replica of it has, too
   */
  public Monitor(Topology topology, String systemIdentifier, ProbeConfiguration configuration) {
    this.configuration = configuration;
    this.probes =
        topology.replicas().values().stream()
            .map(
                replica ->
                    new ReplicaProbe(topology, replica, systemIdentifier, configuration.timeout()))
            .toList();
    this.threads = new ScheduledThreadPoolExecutor(2, Monitor::thread);
    threads.setRemoveOnCancelPolicy(true);
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "hibernate-split monitor");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Asks every replica once, waiting no longer than a probe's time-out and a half, and from then on
   * at the interval. So the first read of a healthy cluster finds its replicas.
   */
  public void start() throws InterruptedException {
    List<Callable<Object>> first = probes.stream().map(Executors::callable).toList();
    threads.invokeAll(first, configuration.timeout().toMillis() * 3 / 2, MILLISECONDS);
    probes.forEach(this::probeAtIntervals);
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private void probeAtIntervals(ReplicaProbe probe) {
    long interval = configuration.interval().toMillis();
    threads.scheduleWithFixedDelay(probe, interval, interval, MILLISECONDS);
  }

  /** Ends the threads, and then the probes' connections. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(configuration.timeout().toMillis() * 2, MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    probes.forEach(ReplicaProbe::close);
  }
}
