package dev.hibernatesplit.internal.roles;

import dev.hibernatesplit.internal.roles.Sight.Following;
import dev.hibernatesplit.internal.roles.Sight.Leading;
import dev.hibernatesplit.internal.roles.Sight.Stranger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What speaks against a server that people vouch for? Each with what to do about it. */
final class Objection {

  private Objection() {}

  /**
   * In words; null if nothing does.
   *
   * @param leader who leads, or led last
   * @param timeline the leader's
   * @param nodes all of them, as last seen
   */
  static @Nullable String to(Node node, @Nullable String leader, int timeline, List<Node> nodes) {
    if (node.dedicated()) {
      return "it is dedicated, and such a server never leads. Start again with settings that name"
          + " it as the primary";
    }
    if (node.sight() instanceof Leading leading) {
      return toOneOf(leading.timeline(), node, leader, timeline, nodes);
    }
    if (node.sight() instanceof Following) {
      return "it is in recovery. Promote it first";
    }
    return node.sight() instanceof Stranger
        ? "it belongs to another cluster (its system identifier is another)"
        : "it does not answer";
  }

  /** Replicas tell whom they follow by the timeline alone. */
  private static @Nullable String toOneOf(
      int its, Node node, @Nullable String leader, int timeline, List<Node> nodes) {
    if (its == timeline) {
      return ("it is on timeline %d, as '%s' is or was, so nobody could tell whose replicas the"
              + " others are. Let it come out of recovery by a promotion, which begins a timeline"
              + " of its own")
          .formatted(its, leader);
    }
    return nodes.stream()
        .filter(other -> !other.name().equals(node.name()))
        .filter(other -> other.sight() instanceof Leading rival && rival.timeline() == its)
        .findFirst()
        .map(
            rival ->
                "'%s' takes writes on timeline %d, too. Shut that down first"
                    .formatted(rival.name(), its))
        .orElse(null);
  }
}
