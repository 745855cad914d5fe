package dev.hibernatesplit.internal.topology;

import com.zaxxer.hikari.pool.HikariPool;
import dev.hibernatesplit.internal.config.Configuration;
import dev.hibernatesplit.internal.config.TargetConfiguration;
import dev.hibernatesplit.internal.routing.Rotation;
import dev.hibernatesplit.internal.routing.Router;
import dev.hibernatesplit.spi.SplitListener;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which servers exist, and which of them may serve now?
 *
 * <p>Who may serve is one immutable snapshot behind one reference: a statement reads it once. A
 * replica serves nothing until somebody reports that it may. Thread-safe.
 */
public final class Topology implements AutoCloseable {

  private final Target primary;
  private final Map<String, Target> replicas;
  private final SplitListener listener;
  private final Clock clock;
  private volatile Snapshot snapshot;

  /** How each replica is, and the rotation of those that serve. */
  private record Snapshot(Map<String, ReplicaState> states, Rotation rotation) {}

  private Topology(
      Target primary, Map<String, Target> replicas, SplitListener listener, Clock clock) {
    this.primary = primary;
    this.replicas = replicas;
    this.listener = listener;
    this.clock = clock;
    Map<String, ReplicaState> states = new HashMap<>();
    replicas.keySet().forEach(name -> states.put(name, new ReplicaState.Unprobed()));
    this.snapshot = new Snapshot(Map.copyOf(states), Rotation.of(Map.of()));
  }

  /**
   * Opens every pool.
   *
   * @throws dev.hibernatesplit.SplitConfigurationException if the primary cannot be reached
   */
  public static Topology open(Configuration configuration, SplitListener listener, Clock clock) {
    Target primary = primary(configuration.primary());
    Map<String, Target> replicas = new LinkedHashMap<>();
    try {
      for (TargetConfiguration replica : configuration.replicas()) {
        replicas.put(replica.name(), Target.replica(replica));
      }
    } catch (RuntimeException e) {
      replicas.values().forEach(Target::close);
      primary.close();
      throw e;
    }
    return new Topology(primary, replicas, listener, clock);
  }

  private static Target primary(TargetConfiguration configuration) {
    try {
      return Target.primary(configuration);
    } catch (HikariPool.PoolInitializationException e) {
      throw PrimaryStart.unusable(configuration, e.getCause() == null ? e : e.getCause());
    }
  }

  /** The target that takes the writes. */
  public Target primary() {
    return primary;
  }

  /** The replicas by their names, in the order of the settings, whether they serve or not. */
  public Map<String, Target> replicas() {
    return replicas;
  }

  /** The target that a decision names. */
  public Target target(String name) {
    Target replica = replicas.get(name);
    if (replica != null) {
      return replica;
    }
    if (name.equals(Router.PRIMARY)) {
      return primary;
    }
    throw new IllegalArgumentException("No target is called '" + name + "'");
  }

  /** Whether a target of this name exists, serving or not. */
  public boolean knows(String name) {
    return name.equals(Router.PRIMARY) || replicas.containsKey(name);
  }

  /** The replicas that may serve now. */
  public Rotation rotation() {
    return snapshot.rotation;
  }

  /** How a replica is now. */
  public ReplicaState state(Target replica) {
    return Objects.requireNonNull(snapshot.states.get(replica.name()));
  }

  /**
   * A replica was found to be fit.
   *
   * @param before how it was when the finding began; if it is otherwise by now, the finding is old
   */
  public void serves(Target replica, ReplicaState before) {
    if (state(replica).equals(before)) {
      report(replica.name(), new ReplicaState.Serving(), "");
    }
  }

  /** A replica was found to be unfit. */
  public void fails(Target replica, String cause) {
    report(replica.name(), new ReplicaState.Out(cause, clock.instant()), cause);
  }

  private void report(String name, ReplicaState state, String cause) {
    if (take(name, state)) {
      listener.targetChanged(name, state instanceof ReplicaState.Serving, cause);
    }
  }

  /**
   * Publishes a new verdict; one that stands keeps its snapshot, and so the place in the round.
   *
   * @return whether it is news
   */
  private synchronized boolean take(String name, ReplicaState state) {
    if (state.sameVerdictAs(snapshot.states.get(name))) {
      return false;
    }
    Map<String, ReplicaState> states = new HashMap<>(snapshot.states);
    states.put(name, state);
    snapshot = new Snapshot(Map.copyOf(states), rotation(states));
    return true;
  }

  private Rotation rotation(Map<String, ReplicaState> states) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    Set<String> dedicated = new HashSet<>();
    replicas.forEach(
        (name, replica) -> {
          if (!(states.get(name) instanceof ReplicaState.Serving)) {
            return;
          }
          if (replica.configuration().dedicated()) {
            dedicated.add(name);
          } else {
            weights.put(name, replica.weight());
          }
        });
    return Rotation.of(weights, dedicated);
  }

  @Override
  public void close() {
    replicas.values().forEach(Target::close);
    primary.close();
  }
}
