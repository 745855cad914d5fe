package dev.hibernatesplit.internal.health;

import dev.hibernatesplit.internal.config.ProbeConfiguration;
import dev.hibernatesplit.internal.topology.PrimaryFacts;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import dev.hibernatesplit.spi.SplitListener;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Who is fit? Samples the primary and every replica, each in its own rhythm, and tells the topology
 * which replicas may serve.
 *
 * <p>Time is that of {@link System#nanoTime()}: a {@link Sample} that was sent after a moment says
 * what was true after it. Thread-safe.
 */
public final class Monitor implements AutoCloseable {

  private final Topology topology;
  private final ProbeConfiguration configuration;
  private final LongSupplier ticker = System::nanoTime;
  private final LagHistory history;
  private final Succession succession;
  private final PrimaryFacts facts;
  private final ProbeThreads threads = ProbeThreads.join();
  private final Map<String, Watch> watches = new LinkedHashMap<>();
  private final Map<String, ReplicaLag> lags = new HashMap<>();
  private volatile Consumer<Sample> listener = sample -> {};

  /**
   * @param facts what a primary and its replicas have in common
   * @param followsRoles whether a promotion is followed
   * @param listener whom to tell of lag
   * @param abort ends what runs on a replica that does not answer, for a cause in words
   */
  public Monitor(
      Topology topology,
      PrimaryFacts facts,
      ProbeConfiguration configuration,
      boolean followsRoles,
      SplitListener listener,
      BiConsumer<Target, String> abort) {
    this.topology = topology;
    this.configuration = configuration;
    this.facts = facts;
    this.history = new LagHistory(configuration.interval());
    this.succession = new Succession(topology, facts.systemIdentifier(), followsRoles, this::wake);
    Map<String, ReplicaFindings> findings = new HashMap<>();
    for (Target node : topology.nodes().values()) {
      ReplicaLag lag = new ReplicaLag(history);
      lags.put(node.name(), lag);
      ReplicaFindings asReplica =
          new ReplicaFindings(
              topology,
              node,
              facts.systemIdentifier(),
              configuration,
              lag,
              succession,
              listener,
              abort,
              ticker);
      findings.put(node.name(), asReplica);
      watch(
          node,
          new NodeFindings(
              topology, node, succession, new PrimaryFindings(node, history), asReplica));
    }
    topology.whenFailing(
        node -> {
          Objects.requireNonNull(findings.get(node.name())).failedInService();
          watch(node).suspect();
        });
  }

  private void watch(Target target, Findings findings) {
    watches.put(
        target.name(),
        new Watch(
            target,
            sampling(target),
            findings,
            new Rhythm(
                configuration.interval().toNanos(),
                () -> ThreadLocalRandom.current().nextDouble(),
                ticker.getAsLong()),
            threads,
            ticker,
            configuration.timeout(),
            sample -> listener.accept(sample)));
  }

  private Sampling sampling(Target target) {
    return new Sampling(target, facts.pages());
  }

  private Watch watch(Target target) {
    return Objects.requireNonNull(watches.get(target.name()));
  }

  /**
   * Asks the primary and then every replica once, waiting no longer than a probe's time-out and a
   * half, and from then on in rhythm. So the first read of a healthy cluster finds its replicas.
   */
  public void start() throws InterruptedException {
    long end = ticker.getAsLong() + configuration.timeout().toNanos() * 3 / 2;
    Watch primary = watch(topology.primary());
    primary.plan();
    primary.awaitFirst(end - ticker.getAsLong());
    for (Watch watch : watches.values()) {
      watch.plan();
    }
    for (Watch watch : watches.values()) {
      watch.awaitFirst(end - ticker.getAsLong());
    }
  }

  /**
   * Somebody wants to know: every target is sampled at once, and again after 1, 2, 4 … milliseconds
   * up to the interval. Costs little however often it is called.
   */
  public void wake() {
    watches.values().forEach(Watch::wake);
  }

  /** Somebody waits: every target is sampled each millisecond until the result is closed. */
  public Waiting await() {
    changeAll(rhythm -> rhythm.waits(ticker.getAsLong()));
    return () -> changeAll(Rhythm::goes);
  }

  /** Somebody waits for samples. To be closed once. */
  @FunctionalInterface
  public interface Waiting extends AutoCloseable {
    @Override
    void close();
  }

  private void changeAll(Consumer<Rhythm> how) {
    watches.values().forEach(watch -> watch.change(how));
  }

  /** From now on somebody is told of each sample, on the monitor's threads. */
  public void tell(Consumer<Sample> whom) {
    listener = whom;
  }

  /** What is known of a target now. */
  public Observed observed(Target target) {
    return watch(target).observed();
  }

  /** How far a replica is behind the primary now. */
  public Lag lag(Target replica) {
    return Objects.requireNonNull(lags.get(replica.name())).at(ticker.getAsLong());
  }

  /**
   * People vouch for a server: it leads from now on, if it says now that it can.
   *
   * @throws IllegalStateException if it cannot
   */
  public void lead(Target server) {
    try {
      succession.vouched(server, server.ask(sampling(server)::sample));
    } catch (SQLException e) {
      throw new IllegalStateException(
          "'%s' cannot lead: %s."
              .formatted(server.name(), Reached.not(server, String.valueOf(e.getSQLState()), e)),
          e);
    }
  }

  /** Ends all probes, and the threads if no other monitor needs them. */
  @Override
  public void close() {
    watches.values().forEach(Watch::close);
    ProbeThreads.leave();
  }
}
