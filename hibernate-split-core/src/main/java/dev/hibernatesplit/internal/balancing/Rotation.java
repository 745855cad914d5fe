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

  private static final Rotation EMPTY = new Rotation(null, Set.of(), Set.of());

  private final LoadBalancer.@Nullable Turns turns;
  private final Set<String> sharing;
  private final Set<String> serving;

  private Rotation(LoadBalancer.@Nullable Turns turns, Set<String> sharing, Set<String> dedicated) {
    this.turns = turns;
    this.sharing = sharing;
    Set<String> all = new HashSet<>(sharing);
    all.addAll(dedicated);
    this.serving = Set.copyOf(all);
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
        replicas.isEmpty() ? null : balancer.among(replicas),
        members.stream().map(Member::name).collect(Collectors.toUnmodifiableSet()),
        others);
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
