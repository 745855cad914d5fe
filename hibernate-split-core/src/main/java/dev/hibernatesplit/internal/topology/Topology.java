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
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which servers exist, and which of them may serve now?
 *
 * <p>Who may serve is one immutable snapshot behind one reference: a statement reads it once. A
 * replica serves nothing until somebody reports that it may. Thread-safe.
 */
public final class Topology implements AutoCloseable {

  private static final String STRAY =
      "the primary has moved, and it has not shown yet that it went along";

  private final Map<String, Target> nodes;
  private final BalancingConfiguration balancing;
  private final SplitListener listener;
  private final Clock clock;
  private final Map<String, Breaker> breakers = new HashMap<>();
  private volatile Snapshot snapshot;
  private volatile Consumer<Target> failureListener = failed -> {};

  /**
   * @param leader who takes the writes, or took them last
   * @param vacancy why nobody takes them now; null if somebody does
   * @param states how each node is as a replica
   * @param standings what people want of it
   * @param rotation those that serve
   */
  private record Snapshot(
      Target leader,
      @Nullable Vacancy vacancy,
      Map<String, ReplicaState> states,
      Map<String, Standing> standings,
      Rotation rotation) {

    boolean serves(String name) {
      return states.get(name) instanceof ReplicaState.Serving
          && !standing(name).takenOut()
          && !name.equals(leader.name());
    }

    ReplicaState state(String name) {
      return Objects.requireNonNull(states.get(name));
    }

    /** Why a replica does not serve. */
    String cause(String name) {
      ReplicaState state = state(name);
      if (state instanceof ReplicaState.Out out) {
        return out.cause();
      }
      return state instanceof ReplicaState.Doubted doubted ? doubted.cause() : "taken out by hand";
    }

    Standing standing(String name) {
      return Objects.requireNonNull(standings.get(name));
    }

    Snapshot with(String name, ReplicaState state) {
      Map<String, ReplicaState> changed = new HashMap<>(states);
      changed.put(name, state);
      return new Snapshot(leader, vacancy, changed, standings, rotation);
    }

    Snapshot with(String name, Standing standing) {
      Map<String, Standing> changed = new HashMap<>(standings);
      changed.put(name, standing);
      return new Snapshot(leader, vacancy, states, changed, rotation);
    }

    Snapshot led(Target by, @Nullable Vacancy none) {
      return new Snapshot(by, none, states, standings, rotation);
    }
  }

  private Topology(
      Target leader,
      Map<String, Target> nodes,
      Configuration configuration,
      SplitListener listener,
      Clock clock) {
    this.nodes = nodes;
    this.balancing = configuration.balancing();
    this.listener = listener;
    this.clock = clock;
    Map<String, ReplicaState> states = new HashMap<>();
    Map<String, Standing> standings = new HashMap<>();
    nodes.forEach(
        (name, node) -> {
          TargetConfiguration asked = node.configuration();
          breakers.put(name, new Breaker(configuration.probes().breaker(), clock.getZone()));
          states.put(name, new ReplicaState.Unprobed());
          standings.put(name, new Standing(false, asked.weight(), asked.region()));
        });
    this.snapshot = withRotation(new Snapshot(leader, null, states, standings, Rotation.empty()));
    leader.leads(true);
  }

  /**
   * Opens every pool.
   *
   * @throws dev.hibernatesplit.SplitConfigurationException if the primary cannot be reached
   */
  public static Topology open(Configuration configuration, SplitListener listener, Clock clock) {
    Map<String, Target> nodes = new LinkedHashMap<>();
    try {
      Target leader =
          configuration.roles().found()
              ? Target.of(configuration.primary(), load(configuration))
              : primary(configuration.primary(), load(configuration));
      nodes.put(leader.name(), leader);
      for (TargetConfiguration replica : configuration.replicas()) {
        nodes.put(replica.name(), Target.of(replica, load(configuration)));
      }
      return new Topology(leader, nodes, configuration, listener, clock);
    } catch (RuntimeException e) {
      nodes.values().forEach(Target::close);
      throw e;
    }
  }

  /** Every node may come to serve reads. */
  private static Load load(Configuration configuration) {
    return Load.of(
        configuration.balancing().balancer().comparesLatency(), configuration.statistics());
  }

  private static Target primary(TargetConfiguration configuration, Load load) {
    try {
      return Target.reachable(configuration, load);
    } catch (HikariPool.PoolInitializationException e) {
      throw PrimaryStart.unusable(configuration, e.getCause() == null ? e : e.getCause());
    }
  }

  /** The target that takes the writes, or took them last. */
  public Target primary() {
    return snapshot.leader;
  }

  /** Why no server takes the writes now; null if one does. */
  public @Nullable Vacancy vacancy() {
    return snapshot.vacancy;
  }

  /** All targets by their names: first who led at the start, then in the order of the settings. */
  public Map<String, Target> nodes() {
    return nodes;
  }

  /** The targets by their names that do not lead now, whether they serve or not. */
  public Map<String, Target> replicas() {
    Map<String, Target> replicas = new LinkedHashMap<>(nodes);
    replicas.remove(primary().name());
    return replicas;
  }

  /** The target of a name. */
  public Target target(String name) {
    Target node = nodes.get(name);
    if (node == null) {
      throw new IllegalArgumentException("No target is called '" + name + "'");
    }
    return node;
  }

  /** Whether a target of this name exists, serving or not. */
  public boolean knows(String name) {
    return name.equals(Router.PRIMARY) || nodes.containsKey(name);
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
   * A replica was found to be fit. If its breaker is open, it stays out all the same.
   *
   * @param before how it was when the finding began; if it is out by now, or was out and is not,
   *     the finding is old
   * @param share the part of its weight that it is fit for, above 0, at most 1
   */
  public void serves(Target replica, ReplicaState before, double share) {
    String name = replica.name();
    change(
        name,
        now -> {
          ReplicaState state = now.state(name);
          boolean old =
              state.getClass() != before.getClass()
                  || (state instanceof ReplicaState.Out && !state.equals(before));
          return old ? now : now.with(name, admitted(name, state, share));
        });
  }

  private ReplicaState admitted(String name, ReplicaState state, double share) {
    if (!(state instanceof ReplicaState.Out out)) {
      return serving(state, share);
    }
    Breaker breaker = breaker(name);
    String objection = breaker.objection(clock.instant());
    if (objection != null) {
      return out.cause().startsWith(objection) ? out : out(out, objection);
    }
    breaker.admitted(clock.instant());
    return serving(state, share);
  }

  /**
   * A probe of a replica failed, and the next is on its way: until then it serves nothing, which
   * its breaker does not count.
   */
  public void doubts(Target replica, String cause) {
    String name = replica.name();
    change(name, now -> now.with(name, doubted(now.state(name), cause)));
  }

  private ReplicaState doubted(ReplicaState before, String cause) {
    if (before instanceof ReplicaState.Serving serving) {
      return new ReplicaState.Doubted(cause, serving);
    }
    return before instanceof ReplicaState.Doubted ? before : out(before, cause);
  }

  /** A replica was found to be unfit by what it said itself, which its breaker does not count. */
  public void unfit(Target replica, String cause) {
    String name = replica.name();
    change(name, now -> now.with(name, out(now.state(name), cause)));
  }

  /** A replica failed; if it served until now, its breaker counts that. */
  public void fails(Target replica, String cause) {
    String name = replica.name();
    boolean[] served = new boolean[1];
    change(
        name,
        now -> {
          ReplicaState state = now.state(name);
          served[0] = state instanceof ReplicaState.Serving;
          boolean counts =
              !now.standing(name).takenOut()
                  && (served[0] || state instanceof ReplicaState.Doubted);
          return now.with(name, out(state, counts ? counted(name, cause) : cause));
        });
    if (served[0]) {
      failureListener.accept(replica);
    }
  }

  /** The cause, and that the breaker opens if this is one failure too many. */
  private String counted(String name, String cause) {
    Breaker breaker = breaker(name);
    breaker.failed(clock.instant());
    String objection = breaker.objection(clock.instant());
    return objection == null ? cause : objection + ", the last: " + cause;
  }

  private Breaker breaker(String name) {
    return Objects.requireNonNull(breakers.get(name));
  }

  /** Out for a cause; since when it was, if it was. */
  private ReplicaState.Out out(ReplicaState before, String cause) {
    return new ReplicaState.Out(
        cause, before instanceof ReplicaState.Out out ? out.since() : clock.instant());
  }

  /** Something went wrong on a server that only its next probe can explain: it comes soon. */
  public void suspect(Target node) {
    failureListener.accept(node);
  }

  /** Who is to be told, on the thread that found it out, of each replica that fails in service. */
  public void whenFailing(Consumer<Target> listener) {
    failureListener = listener;
  }

  /**
   * Somebody wants something else of a replica from now on; running units finish where they are.
   */
  public void administer(Target replica, UnaryOperator<Standing> change) {
    change(
        replica.name(),
        now -> {
          Standing before = now.standing(replica.name());
          Standing after = change.apply(before);
          Snapshot next = now.with(replica.name(), after);
          boolean back = before.takenOut() && !after.takenOut();
          return back && now.state(replica.name()) instanceof ReplicaState.Serving
              ? next.with(replica.name(), serving(clock.instant(), 1))
              : next;
        });
  }

  /**
   * Publishes what follows from what is now, and tells of it if the replica's reads begin or end,
   * or cannot begin.
   */
  private void change(String name, UnaryOperator<Snapshot> change) {
    boolean news;
    boolean serves;
    Snapshot next;
    synchronized (this) {
      boolean served = snapshot.serves(name);
      boolean unknown = snapshot.state(name) instanceof ReplicaState.Unprobed;
      next = change.apply(snapshot);
      serves = next.serves(name);
      news = served != serves || (unknown && next.state(name) instanceof ReplicaState.Out);
      if (!next.equals(snapshot)) { // else it keeps its rotation, and so the place in the round
        snapshot = served || serves ? withRotation(next) : next;
      }
    }
    if (news) {
      listener.targetChanged(name, serves, serves ? "" : next.cause(name));
    }
  }

  /** At start: this one takes the writes; nobody is told, and nothing is open yet. */
  synchronized void begin(Target leader) {
    snapshot.leader.leads(false);
    leader.leads(true);
    snapshot = snapshot.led(leader, null);
  }

  /**
   * Another server takes the writes from now on. Who took them serves nothing until it is seen to
   * follow, nor does any other until it shows that it went along; what is open on the old one ends.
   */
  public void leads(Target leader, String cause) {
    Target before;
    Set<String> served;
    synchronized (this) {
      before = snapshot.leader;
      served = serving(snapshot);
      before.leads(false);
      leader.leads(true);
      snapshot =
          withRotation(
              doubted()
                  .with(before.name(), new ReplicaState.Out("led before", clock.instant()))
                  .with(leader.name(), new ReplicaState.Unprobed())
                  .led(leader, null));
    }
    if (before != leader) {
      before.abortAll(cause);
      listener.primaryChanged(before.name(), leader.name(), cause);
    }
    served.remove(leader.name());
    served.forEach(name -> listener.targetChanged(name, false, STRAY));
  }

  private Set<String> serving(Snapshot now) {
    return nodes.keySet().stream()
        .filter(now::serves)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Snapshot doubted() {
    Snapshot next = snapshot;
    for (String name : nodes.keySet()) {
      if (next.state(name) instanceof ReplicaState.Serving serving) {
        next = next.with(name, new ReplicaState.Doubted(STRAY, serving));
      }
    }
    return next;
  }

  /** No server takes the writes now, or one does again. */
  public synchronized void vacant(@Nullable String cause) {
    Vacancy now = snapshot.vacancy;
    snapshot.leader.leads(cause == null);
    if (cause == null ? now != null : now == null || !now.cause().equals(cause)) {
      snapshot =
          snapshot.led(snapshot.leader, cause == null ? null : new Vacancy(cause, clock.instant()));
    }
  }

  private Snapshot withRotation(Snapshot next) {
    return new Snapshot(next.leader, next.vacancy, next.states, next.standings, rotation(next));
  }

  /** One that comes back serves little at first: its caches and its pool are cold. */
  private ReplicaState serving(ReplicaState before, double share) {
    Instant now = clock.instant();
    if (before instanceof ReplicaState.Serving serving) {
      return serving(serving.since(), share);
    }
    if (before instanceof ReplicaState.Doubted doubted) {
      return serving(doubted.before(), share);
    }
    return before instanceof ReplicaState.Out
        ? serving(now, share)
        : serving(now.minus(balancing.slowStart()), share);
  }

  private ReplicaState serving(Instant since, double share) {
    return new ReplicaState.Serving(
        since, share * slowStart(Duration.between(since, clock.instant())));
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
    nodes.forEach(
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
    return balancing
        .regions()
        .ofReplicas(
            now.standings.values().stream()
                .map(Standing::region)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
  }

  @Override
  public void close() {
    nodes.values().forEach(Target::close);
  }
}
