package dev.hibernatesplit.internal.topology;

import com.zaxxer.hikari.pool.HikariPool;
import dev.hibernatesplit.internal.balancing.Load;
import dev.hibernatesplit.internal.balancing.Member;
import dev.hibernatesplit.internal.balancing.Regions;
import dev.hibernatesplit.internal.balancing.Rotation;
import dev.hibernatesplit.internal.config.BalancingConfiguration;
import dev.hibernatesplit.internal.config.Configuration;
import dev.hibernatesplit.internal.config.TargetConfiguration;
import dev.hibernatesplit.internal.routing.Router;
import dev.hibernatesplit.spi.SplitListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Which servers exist, and which of them may serve now?
 *
 * <p>Who may serve is one immutable snapshot behind one reference: a statement reads it once. A
 * replica serves nothing until somebody reports that it may. Thread-safe.
 */
public final class Topology implements AutoCloseable {

  private final Target primary;
  private final Map<String, Target> replicas;
  private final BalancingConfiguration balancing;
  private final SplitListener listener;
  private final Clock clock;
  private volatile Snapshot snapshot;

  /** How each replica is, what people want of it, and the rotation of those that serve. */
  private record Snapshot(
      Map<String, ReplicaState> states, Map<String, Standing> standings, Rotation rotation) {

    boolean serves(String name) {
      return states.get(name) instanceof ReplicaState.Serving && !standing(name).takenOut();
    }

    ReplicaState state(String name) {
      return Objects.requireNonNull(states.get(name));
    }

    Standing standing(String name) {
      return Objects.requireNonNull(standings.get(name));
    }
  }

  private Topology(
      Target primary,
      Map<String, Target> replicas,
      BalancingConfiguration balancing,
      SplitListener listener,
      Clock clock) {
    this.primary = primary;
    this.replicas = replicas;
    this.balancing = balancing;
    this.listener = listener;
    this.clock = clock;
    Map<String, ReplicaState> states = new HashMap<>();
    Map<String, Standing> standings = new HashMap<>();
    replicas.forEach(
        (name, replica) -> {
          TargetConfiguration asked = replica.configuration();
          states.put(name, new ReplicaState.Unprobed());
          standings.put(name, new Standing(false, asked.weight(), asked.region()));
        });
    Snapshot nobody = new Snapshot(states, standings, Rotation.empty());
    this.snapshot = new Snapshot(states, standings, rotation(nobody));
  }

  /**
   * Opens every pool.
   *
   * @throws dev.hibernatesplit.SplitConfigurationException if the primary cannot be reached
   */
  public static Topology open(Configuration configuration, SplitListener listener, Clock clock) {
    Target primary = primary(configuration.primary());
    Map<String, Target> replicas = new LinkedHashMap<>();
    boolean compares = configuration.balancing().balancer().comparesLatency();
    try {
      for (TargetConfiguration replica : configuration.replicas()) {
        Load load = compares ? Load.timed() : new Load();
        replicas.put(replica.name(), Target.replica(replica, load));
      }
    } catch (RuntimeException e) {
      replicas.values().forEach(Target::close);
      primary.close();
      throw e;
    }
    return new Topology(primary, replicas, configuration.balancing(), listener, clock);
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
    return snapshot.state(replica.name());
  }

  /** What people want of a replica now. */
  public Standing standing(Target replica) {
    return snapshot.standing(replica.name());
  }

  /**
   * A replica was found to be fit.
   *
   * @param before how it was when the finding began; if it is out by now, or was out and is not,
   *     the finding is old
   * @param share the part of its weight that it is fit for, above 0, at most 1
   */
  public void serves(Target replica, ReplicaState before, double share) {
    change(
        replica.name(),
        "",
        now -> {
          ReplicaState state = now.state(replica.name());
          boolean old =
              state.getClass() != before.getClass()
                  || (state instanceof ReplicaState.Out && !state.equals(before));
          return old ? now : withState(now, replica.name(), serving(state, share));
        });
  }

  /** A replica was found to be unfit. */
  public void fails(Target replica, String cause) {
    change(
        replica.name(),
        cause,
        now ->
            now.state(replica.name()) instanceof ReplicaState.Out
                ? now
                : withState(now, replica.name(), new ReplicaState.Out(cause, clock.instant())));
  }

  /**
   * Somebody wants something else of a replica from now on; running units finish where they are.
   */
  public void administer(Target replica, UnaryOperator<Standing> change) {
    change(
        replica.name(),
        "taken out by hand",
        now -> {
          Map<String, Standing> standings = new HashMap<>(now.standings);
          Standing before = now.standing(replica.name());
          Standing after = change.apply(before);
          standings.put(replica.name(), after);
          ReplicaState state = now.state(replica.name());
          boolean back = before.takenOut() && !after.takenOut();
          return withState(
              new Snapshot(now.states, standings, now.rotation),
              replica.name(),
              back && state instanceof ReplicaState.Serving
                  ? new ReplicaState.Serving(clock.instant(), slowStart(Duration.ZERO))
                  : state);
        });
  }

  /**
   * Publishes what follows from what is now, and tells of it if the replica's reads begin or end.
   */
  private void change(String name, String cause, UnaryOperator<Snapshot> change) {
    boolean served;
    boolean serves;
    synchronized (this) {
      served = snapshot.serves(name);
      Snapshot next = change.apply(snapshot);
      if (!next.equals(snapshot)) { // else it keeps its rotation, and so the place in the round
        snapshot = new Snapshot(next.states, next.standings, rotation(next));
      }
      serves = snapshot.serves(name);
    }
    if (served != serves) {
      listener.targetChanged(name, serves, serves ? "" : cause);
    }
  }

  private static Snapshot withState(Snapshot now, String name, ReplicaState state) {
    Map<String, ReplicaState> states = new HashMap<>(now.states);
    states.put(name, state);
    return new Snapshot(states, now.standings, now.rotation);
  }

  /** One that comes back serves little at first: its caches and its pool are cold. */
  private ReplicaState serving(ReplicaState before, double share) {
    Instant now = clock.instant();
    if (before instanceof ReplicaState.Serving serving) {
      return new ReplicaState.Serving(
          serving.since(), share * slowStart(Duration.between(serving.since(), now)));
    }
    return before instanceof ReplicaState.Out
        ? new ReplicaState.Serving(now, share * slowStart(Duration.ZERO))
        : new ReplicaState.Serving(now.minus(balancing.slowStart()), share);
  }

  /** From a tenth to the whole, in tenths. */
  private double slowStart(Duration sinceReturn) {
    long whole = balancing.slowStart().toMillis();
    long tenths = whole == 0 ? 10 : Math.min(10, 1 + 10 * sinceReturn.toMillis() / whole);
    return tenths / 10.0;
  }

  private Rotation rotation(Snapshot now) {
    List<Member> sharing = new ArrayList<>();
    Set<String> others = new HashSet<>();
    replicas.forEach(
        (name, replica) -> {
          if (now.serves(name) && now.state(name) instanceof ReplicaState.Serving state) {
            Standing standing = now.standing(name);
            if (replica.configuration().dedicated() || standing.weight() == 0) {
              others.add(name);
            } else {
              double weight = standing.weight() * state.share();
              sharing.add(new Member(name, standing.region(), weight, replica.load()));
            }
          }
        });
    return Rotation.of(sharing, others, balancing.balancer(), regions(now));
  }

  private Regions regions(Snapshot now) {
    Set<String> regions = new HashSet<>();
    for (Standing standing : now.standings.values()) {
      if (standing.region() != null) {
        regions.add(standing.region());
      }
    }
    return balancing.regions().ofReplicas(regions);
  }

  @Override
  public void close() {
    replicas.values().forEach(Target::close);
    primary.close();
  }
}
