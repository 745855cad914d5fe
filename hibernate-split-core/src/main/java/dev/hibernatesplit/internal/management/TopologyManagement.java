package dev.hibernatesplit.internal.management;

import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.TargetStatus;
import dev.hibernatesplit.internal.explanation.Explanation;
import dev.hibernatesplit.internal.topology.ReplicaState;
import dev.hibernatesplit.internal.topology.Standing;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Manages one topology. Thread-safe.
 *
 * @param topology the servers
 * @param leading has one of them lead
 * @param explanation says why statements go where they go
 */
public record TopologyManagement(
    Topology topology, Consumer<Target> leading, Explanation explanation)
    implements SplitManagement {

  @Override
  public String explain(String sql) {
    return explanation.of(sql);
  }

  @Override
  public List<TargetStatus> targets() {
    List<TargetStatus> targets = new ArrayList<>();
    targets.add(primary(topology.primary()));
    topology.replicas().values().forEach(replica -> targets.add(replica(replica)));
    return List.copyOf(targets);
  }

  private static TargetStatus primary(Target primary) {
    return new TargetStatus(
        primary.name(),
        TargetRole.PRIMARY,
        true,
        "takes the writes",
        primary.configuration().weight(),
        1,
        primary.configuration().region(),
        false,
        primary.load().inFlight());
  }

  private TargetStatus replica(Target replica) {
    ReplicaState state = topology.state(replica);
    Standing standing = topology.standing(replica);
    boolean fit = state instanceof ReplicaState.Serving && !standing.takenOut();
    return new TargetStatus(
        replica.name(),
        TargetRole.REPLICA,
        fit,
        standing.takenOut() ? "taken out by hand" : state.inWords(),
        standing.weight(),
        fit && state instanceof ReplicaState.Serving serving ? serving.share() : 0,
        standing.region(),
        replica.configuration().dedicated(),
        replica.load().inFlight());
  }

  @Override
  public void takeOut(String replica) {
    topology.administer(named(replica), standing -> standing.takenOut(true));
  }

  @Override
  public void putBack(String replica) {
    topology.administer(named(replica), standing -> standing.takenOut(false));
  }

  @Override
  public void weight(String replica, int weight) {
    if (weight < 0 || weight > SplitSettings.MAX_WEIGHT) {
      throw new IllegalArgumentException(
          "The weight of '%s' cannot be %d: must be a whole number from 0 to %d."
              .formatted(replica, weight, SplitSettings.MAX_WEIGHT));
    }
    topology.administer(named(replica), standing -> standing.weight(weight));
  }

  @Override
  public void region(String replica, String region) {
    if (region.isBlank()) {
      throw new IllegalArgumentException("The region of '" + replica + "' must not be blank.");
    }
    topology.administer(named(replica), standing -> standing.region(region));
  }

  @Override
  public void lead(String server) {
    Target node = topology.nodes().get(server);
    if (node == null) {
      throw new IllegalArgumentException(
          "No server is called '%s'. There are: %s."
              .formatted(server, String.join(", ", topology.nodes().keySet())));
    }
    leading.accept(node);
  }

  private Target named(String name) {
    Map<String, Target> replicas = topology.replicas();
    Target replica = replicas.get(name);
    if (replica == null) {
      throw new IllegalArgumentException(
          "No replica is called '%s'. There are: %s."
              .formatted(name, String.join(", ", replicas.keySet())));
    }
    return replica;
  }
}
