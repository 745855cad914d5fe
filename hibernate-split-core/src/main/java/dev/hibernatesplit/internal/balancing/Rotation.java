package dev.hibernatesplit.internal.balancing;

import dev.hibernatesplit.spi.LoadBalancer;
import dev.hibernatesplit.spi.ServingReplica;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The replicas that may serve now, and whose turn it is. Immutable but for that; thread-safe.
 *
 * <p>What each region turns to is laid out beforehand; a choice looks it up, and asks for the next
 * turn there.
 */
public final class Rotation {

  /** So many other rotations are remembered; with more replicas that fail at once, some are not. */
  private static final int MOST_REMEMBERED = 64;

  private static final Rotation EMPTY =
      new Rotation(List.of(), Set.of(), new WeightedRoundRobin(), Regions.NONE);

  private final List<Member> members;
  private final Set<String> others;
  private final LoadBalancer balancer;
  private final Regions regions;
  private final Set<String> sharing;
  private final Set<String> serving;
  private final Map<String, LoadBalancer.Turns> inRegion;
  private final LoadBalancer.@Nullable Turns usual;
  private final Map<Set<String>, Rotation> without = new ConcurrentHashMap<>();

  private Rotation(
      List<Member> members, Set<String> others, LoadBalancer balancer, Regions regions) {
    this.members = List.copyOf(members);
    this.others = Set.copyOf(others);
    this.balancer = balancer;
    this.regions = regions;
    this.sharing = members.stream().map(Member::name).collect(Collectors.toUnmodifiableSet());
    Set<String> all = new HashSet<>(sharing);
    all.addAll(others);
    this.serving = Set.copyOf(all);
    LoadBalancer.Turns anywhere = members.isEmpty() ? null : balancer.among(List.copyOf(members));
    this.inRegion = anywhere == null ? Map.of() : inRegion(anywhere);
    this.usual = regions.own() == null ? anywhere : inRegion.get(regions.own());
  }

  /** Nobody serves. */
  public static Rotation empty() {
    return EMPTY;
  }

  /** One in which no region counts. */
  public static Rotation of(List<Member> members, Set<String> others, LoadBalancer balancer) {
    return of(members, others, balancer, Regions.NONE);
  }

  /**
   * @param members who serves what nobody names a target for, each with a weight above 0
   * @param others who serves only what names it: dedicated replicas, and those of weight 0
   * @param regions all that are known, those of replicas that do not serve among them
   */
  public static Rotation of(
      List<Member> members, Set<String> others, LoadBalancer balancer, Regions regions) {
    return new Rotation(members, others, balancer, regions);
  }

  /**
   * The same without some replicas, whose turns go to the others. Laid out once for the same ones:
   * each read that must see what they do not have yet asks.
   */
  public Rotation without(Set<String> some) {
    Rotation known = without.get(some);
    return known == null ? remembered(some) : known;
  }

  private Rotation remembered(Set<String> some) {
    Rotation made = laidOutWithout(some);
    Rotation before =
        without.size() < MOST_REMEMBERED ? without.putIfAbsent(Set.copyOf(some), made) : null;
    return before == null ? made : before;
  }

  /** The same as {@link #without}, laid out anew: asking it takes nobody's turn. */
  public Rotation laidOutWithout(Set<String> some) {
    Set<String> left = new HashSet<>(others);
    left.removeAll(some);
    return new Rotation(
        members.stream().filter(member -> !some.contains(member.name())).toList(),
        left,
        balancer,
        regions);
  }

  /** The turns that each known region turns to. */
  private Map<String, LoadBalancer.Turns> inRegion(LoadBalancer.Turns anywhere) {
    Map<String, List<ServingReplica>> places = new TreeMap<>();
    for (Member member : members) {
      String region = member.region() == null ? "" : member.region();
      places.computeIfAbsent(region, none -> new ArrayList<>()).add(member);
    }
    Map<String, LoadBalancer.Turns> there = new HashMap<>();
    List<Region> measured = new ArrayList<>();
    places.forEach(
        (name, replicas) -> {
          LoadBalancer.Turns turns =
              places.size() == 1 ? anywhere : balancer.among(List.copyOf(replicas));
          there.put(name, turns);
          measured.add(new Region(replicas, turns));
        });
    return Map.copyOf(regions.first(there, Region.nearestOf(measured)));
  }

  /** Whether a replica serves what nobody names a target for. */
  public boolean shares(String replica) {
    return sharing.contains(replica);
  }

  /**
   * Whether a replica that served before goes on to, where others could: it shares, and does not do
   * much more than its share already.
   */
  public boolean servesOn(String replica) {
    for (Member member : members) {
      if (member.name().equals(replica)) {
        return !isBusy(member);
      }
    }
    return false;
  }

  private boolean isBusy(Member one) {
    double weights = 0;
    int inFlight = 0;
    for (Member member : members) {
      if (sharesWith(one, member)) {
        weights += member.weight();
        inFlight += member.inFlight();
      }
    }
    return isBusy(one.inFlight(), inFlight * one.weight() / weights);
  }

  /** Those elsewhere, or farther off, may have nothing to do for that. */
  private boolean sharesWith(Member one, Member other) {
    return (regions.own() == null || Objects.equals(one.region(), other.region()))
        && Load.near((double) other.roundTrip(), (double) one.roundTrip());
  }

  private static boolean isBusy(int inFlight, double share) {
    return inFlight > share + Math.max(1, share / 4);
  }

  /** Whether a replica serves at all. */
  public boolean serves(String replica) {
    return serving.contains(replica);
  }

  /** The replica whose turn it is where nobody asks for a region, or null if none may serve. */
  public @Nullable String next() {
    return usual == null ? null : usual.next().name();
  }

  /**
   * The replica whose turn it is in a region or next to it, or null if none may serve.
   *
   * @param region null if nobody asks for one
   * @throws NoChoiceException if nobody ever named that region
   */
  public @Nullable String next(@Nullable String region) {
    if (region == null) {
      return next();
    }
    LoadBalancer.Turns turns = inRegion.get(region);
    if (turns != null) {
      return turns.next().name();
    }
    if (!regions.known().contains(region)) {
      throw regions.unknown(region);
    }
    return null;
  }
}
