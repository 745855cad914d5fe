package dev.hibernatesplit.internal.health;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.internal.roles.Leadership;
import dev.hibernatesplit.internal.roles.Node;
import dev.hibernatesplit.internal.roles.Sight;
import dev.hibernatesplit.internal.roles.Verdict;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who takes the writes now? Hands what the probes find to {@link Leadership}, and its verdict to
 * the topology. Thread-safe.
 */
final class Succession {

  private final Topology topology;
  private final String systemIdentifier;
  private final boolean follows;
  private final Leadership leadership;
  private final Runnable wake;
  private final Map<String, Sight> sights = new HashMap<>();
  private final Set<String> fenced = new HashSet<>();

  /**
   * @param systemIdentifier what all servers of the cluster have in common
   * @param follows whether a promotion is followed
   * @param wake has all servers asked soon
   */
  Succession(Topology topology, String systemIdentifier, boolean follows, Runnable wake) {
    this.topology = topology;
    this.systemIdentifier = systemIdentifier;
    this.follows = follows;
    this.leadership = new Leadership(topology.primary().name());
    this.wake = wake;
  }

  /** The timeline that a replica must show to be one of the primary's; 0 if nobody knows it yet. */
  synchronized int timeline() {
    return leadership.timeline();
  }

  /** A server said this of itself. */
  void saw(Sample sample) {
    judge(sample.node(), sight(sample));
  }

  private Sight sight(Sample sample) {
    Integer timeline = sample.timeline();
    if (!sample.systemIdentifier().equals(systemIdentifier)) {
      return new Sight.Stranger();
    }
    return sample.inRecovery()
        ? new Sight.Following()
        : new Sight.Leading(
            Objects.requireNonNull(timeline),
            sample.startedAt(),
            sample.sentAt(),
            sample.answeredAt());
  }

  /** A server did not answer, twice in a row. */
  void lost(Target node) {
    judge(node.name(), new Sight.Unreachable());
  }

  /**
   * People vouch for a server, which has said this of itself: it leads from now on.
   *
   * @throws IllegalStateException if something speaks against it
   */
  synchronized void vouched(Target server, Sample sample) {
    Sight sight = sight(sample);
    sights.put(server.name(), sight);
    Node node = new Node(server.name(), server.configuration().dedicated(), sight);
    boolean leads = topology.primary() == server && topology.vacancy() == null;
    if (leads && sight instanceof Sight.Leading) {
      return;
    }
    String objection = leadership.objection(node, nodes());
    if (objection != null) {
      throw new IllegalStateException("'%s' cannot lead: %s.".formatted(server.name(), objection));
    }
    Verdict.Moves moves = leadership.vouched(node, (Sight.Leading) sight, nodes());
    topology.leads(server, "it was made to lead by hand, on timeline " + moves.timeline());
    wake.run();
    tellOfFenced(moves.fenced());
  }

  private synchronized void judge(String node, Sight sight) {
    sights.put(node, sight);
    boolean begun = leadership.timeline() > 0 || leaderSight() instanceof Sight.Leading;
    if (begun) {
      follow(leadership.look(nodes()));
    }
  }

  private @Nullable Sight leaderSight() {
    return sights.get(topology.primary().name());
  }

  private List<Node> nodes() {
    return topology.nodes().values().stream()
        .map(
            node ->
                new Node(
                    node.name(),
                    !follows || node.configuration().dedicated(),
                    sights.getOrDefault(node.name(), new Sight.Unreachable())))
        .toList();
  }

  private void follow(Verdict verdict) {
    if (verdict instanceof Verdict.Moves moves) {
      topology.leads(
          topology.target(moves.to()), "it was promoted, on timeline " + moves.timeline());
      wake.run();
    } else if (verdict instanceof Verdict.Vacant vacant && follows) {
      if (topology.vacancy() == null) {
        LOG.noPrimary(vacant.cause());
        wake.run();
      }
      topology.vacant(vacant.cause());
    } else if (topology.vacancy() != null) {
      topology.vacant(null);
      LOG.primaryAgain(topology.primary().name());
    }
    tellOfFenced(verdict.fenced());
  }

  private void tellOfFenced(Set<String> now) {
    fenced.retainAll(now);
    for (String server : now) {
      if (fenced.add(server)) {
        LOG.fenced(server, topology.primary().name());
        wake.run(); // that the primary lived then is only known from its next answer
      }
    }
  }
}
