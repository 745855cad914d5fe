package dev.hibernatesplit.internal.roles;

import dev.hibernatesplit.internal.roles.Sight.Following;
import dev.hibernatesplit.internal.roles.Sight.Leading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who leads, given what the nodes say?
 *
 * <p>Two servers that both take writes is what must never be made worse. So who leads is left only
 * when it cannot be reached or is in recovery; a successor is the one server of a higher timeline,
 * never a dedicated one; and a server that began to take writes while the leader did, too (an
 * accidental promotion, a clone from a backup) is fenced until it is seen in recovery. That it did
 * is believed only when the leader answered a question that was asked after the other's answer, by
 * the same server process as before: else the leader may have died in between, and the other may be
 * its rightful successor. People may know better, and vouch for a server: it leads then, and who
 * led is fenced in its turn.
 *
 * <p>Used by one thread at a time.
 */
public final class Leadership {

  private final Set<String> usurpers = new HashSet<>();
  private @Nullable String leader;
  private int timeline;
  private @Nullable Instant started;

  /**
   * @param leader who leads according to the settings; null if the nodes are to say
   */
  public Leadership(@Nullable String leader) {
    this.leader = leader;
  }

  /** The timeline of who leads, as last seen; 0 if nobody was. */
  public int timeline() {
    return timeline;
  }

  /** Looks at all nodes. */
  public Verdict look(List<Node> nodes) {
    for (Node node : nodes) {
      if (node.sight() instanceof Following) {
        usurpers.remove(node.name());
      }
    }
    for (Node node : nodes) {
      if (node.name().equals(leader) && node.sight() instanceof Leading leading) {
        return lives(leading, nodes);
      }
    }
    return succession(nodes);
  }

  /** The leader takes writes; it stays unless it had been away, and another took over meanwhile. */
  private Verdict lives(Leading leading, List<Node> nodes) {
    boolean restarted = started != null && !started.equals(leading.started());
    if (restarted && successor(nodes) instanceof Successor.One one) {
      return moves(one.node(), one.leading(), nodes);
    }
    started = leading.started();
    timeline = Math.max(timeline, leading.timeline());
    for (Node node : nodes) {
      boolean later =
          node.sight() instanceof Leading other && leading.sent() - other.answered() > 0;
      if (later && !node.name().equals(leader)) {
        usurpers.add(node.name());
      }
    }
    return new Verdict.Stays(others(nodes, leader));
  }

  private Verdict succession(List<Node> nodes) {
    Successor successor = successor(nodes);
    if (successor instanceof Successor.One one) {
      return moves(one.node(), one.leading(), nodes);
    }
    String cause =
        successor instanceof Successor.Tie tie
            ? "several servers take writes on timeline " + tie.timeline() + ": " + tie.names()
            : unlessUsurped(nodes);
    return new Verdict.Vacant(cause, others(nodes, null));
  }

  private String unlessUsurped(List<Node> nodes) {
    String usurping =
        others(nodes, null).stream()
            .filter(usurpers::contains)
            .sorted()
            .collect(Collectors.joining(", "));
    return usurping.isEmpty()
        ? "no server takes writes"
        : "only servers take writes that were promoted while the primary lived: "
            + usurping
            + " (if one is to lead all the same, say so with SplitManagement.lead)";
  }

  /** What speaks against a server that people vouch for, in words; null if nothing does. */
  public @Nullable String objection(Node node, List<Node> nodes) {
    return Objection.to(node, leader, timeline, nodes);
  }

  /**
   * People vouch for a server, and nothing speaks against it: it leads. Who led, and whoever else
   * takes writes, does not succeed it until it has been seen in recovery.
   */
  public Verdict.Moves vouched(Node node, Leading leading, List<Node> nodes) {
    if (leader != null) {
      usurpers.add(leader);
    }
    usurpers.addAll(others(nodes, node.name()));
    return moves(node, leading, nodes);
  }

  private Verdict.Moves moves(Node to, Leading leading, List<Node> nodes) {
    leader = to.name();
    timeline = leading.timeline();
    started = leading.started();
    usurpers.remove(to.name());
    return new Verdict.Moves(to.name(), timeline, others(nodes, to.name()));
  }

  private static Set<String> others(List<Node> nodes, @Nullable String leader) {
    return nodes.stream()
        .filter(node -> node.sight() instanceof Leading && !node.name().equals(leader))
        .map(Node::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  private sealed interface Successor {
    record None() implements Successor {}

    record Tie(int timeline, String names) implements Successor {}

    record One(Node node, Leading leading) implements Successor {}
  }

  /** The one server of the highest timeline that may lead, if there is exactly one. */
  private Successor successor(List<Node> nodes) {
    List<Successor.One> highest = new ArrayList<>();
    for (Node node : nodes) {
      if (node.sight() instanceof Leading leading && mayLead(node, leading)) {
        int best = highest.isEmpty() ? 0 : highest.get(0).leading().timeline();
        if (leading.timeline() > best) {
          highest.clear();
        }
        if (leading.timeline() >= best) {
          highest.add(new Successor.One(node, leading));
        }
      }
    }
    if (highest.isEmpty()) {
      return new Successor.None();
    }
    return highest.size() == 1
        ? highest.get(0)
        : new Successor.Tie(
            highest.get(0).leading().timeline(),
            highest.stream().map(one -> one.node().name()).collect(Collectors.joining(", ")));
  }

  private boolean mayLead(Node node, Leading leading) {
    return !node.dedicated()
        && !node.name().equals(leader)
        && !usurpers.contains(node.name())
        && leading.timeline() > timeline;
  }
}
