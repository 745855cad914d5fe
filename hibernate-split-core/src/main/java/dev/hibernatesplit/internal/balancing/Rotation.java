package dev.hibernatesplit.internal.balancing;

import dev.hibernatesplit.spi.LoadBalancer;
import dev.hibernatesplit.spi.ServingReplica;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The replicas that may serve now, and whose turn it is. Immutable but for that; thread-safe. */
public final class Rotation {

  private static final Rotation EMPTY = new Rotation(null, List.of(), Set.of());

  /** How often a balancer is asked for another than those that are not to be chosen. */
  private static final int PATIENCE = 8;

  private final LoadBalancer.@Nullable Turns turns;
  private final List<ServingReplica> members;
  private final Set<String> sharing;
  private final Set<String> serving;

  private Rotation(
      LoadBalancer.@Nullable Turns turns, List<ServingReplica> members, Set<String> others) {
    this.turns = turns;
    this.members = members;
    this.sharing = members.stream().map(ServingReplica::name).collect(Collectors.toSet());
    this.serving = new HashSet<>(others);
    this.serving.addAll(sharing);
  }

  /** Nobody serves. */
  public static Rotation empty() {
    return EMPTY;
  }

  /**
   * @param members who serves what nobody names a target for, each with a weight above 0
   * @param others who serves only what names it: dedicated replicas, and those of weight 0
   */
  public static Rotation of(List<Member> members, Set<String> others, LoadBalancer balancer) {
    List<ServingReplica> replicas = List.copyOf(members);
    return new Rotation(
        replicas.isEmpty() ? null : balancer.among(replicas), replicas, Set.copyOf(others));
  }

  /** The same without some replicas, whose turns go to the others. */
  public Rotation without(Set<String> some) {
    LoadBalancer.Turns all = turns;
    List<ServingReplica> left =
        members.stream().filter(member -> !some.contains(member.name())).toList();
    Set<String> others = new HashSet<>(serving);
    others.removeAll(some);
    return new Rotation(all == null || left.isEmpty() ? null : () -> turn(all, left), left, others);
  }

  /** A balancer may insist on one that is not to be chosen: then another takes its turn. */
  private static ServingReplica turn(LoadBalancer.Turns turns, List<ServingReplica> left) {
    for (int i = 0; i < PATIENCE; i++) {
      ServingReplica next = turns.next();
      if (left.contains(next)) {
        return next;
      }
    }
    return left.get(0);
  }

  /** Whether a replica serves what nobody names a target for. */
  public boolean shares(String replica) {
    return sharing.contains(replica);
  }

  /** Whether a replica serves at all. */
  public boolean serves(String replica) {
    return serving.contains(replica);
  }

  /** The replica whose turn it is, or null if none may serve. */
  public @Nullable String next() {
    return turns == null ? null : turns.next().name();
  }
}
