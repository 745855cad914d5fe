package dev.hibernatesplit.internal.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.roles.Sight.Following;
import dev.hibernatesplit.internal.roles.Sight.Leading;
import dev.hibernatesplit.internal.roles.Sight.Stranger;
import dev.hibernatesplit.internal.roles.Sight.Unreachable;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeadershipTest {

  private static final Instant MORNING = Instant.parse("2026-01-01T08:00:00Z");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final Leadership leadership = new Leadership("a");
  private long now;

  private Node leading(String name, int timeline, Instant started) {
    now += 10;
    return new Node(name, false, new Leading(timeline, started, now, now + 5));
  }

  private Node leading(String name, int timeline) {
    return leading(name, timeline, MORNING);
  }

  private static Node following(String name) {
    return new Node(name, false, new Following());
  }

  private static Node gone(String name) {
    return new Node(name, false, new Unreachable());
  }

  private static Verdict.Stays stays(String... fenced) {
    return new Verdict.Stays(Set.of(fenced));
  }

  private Verdict look(Node... nodes) {
    return leadership.look(List.of(nodes));
  }

  @Test
  void who_takes_writes_and_led_leads() {
    assertThat(look(leading("a", 1), following("b"))).isEqualTo(stays());
    assertThat(leadership.timeline()).isEqualTo(1);
  }

  @Test
  void the_one_server_of_a_higher_timeline_succeeds_a_leader_that_is_gone_or_follows() {
    look(leading("a", 1), following("b"), following("c"));
    assertThat(look(gone("a"), leading("b", 2), following("c")))
        .isEqualTo(new Verdict.Moves("b", 2, Set.of()));
    assertThat(look(following("a"), following("b"), leading("c", 3)))
        .isEqualTo(new Verdict.Moves("c", 3, Set.of()));
  }

  @Test
  void nobody_leads_while_no_server_takes_writes() {
    look(leading("a", 1), following("b"));
    assertThat(look(gone("a"), following("b")))
        .isEqualTo(new Verdict.Vacant("no server takes writes", Set.of()));
    assertThat(look(leading("a", 1), following("b"))).isEqualTo(stays());
  }

  @Test
  void of_two_servers_of_one_timeline_none_succeeds() {
    look(leading("a", 1), following("b"), following("c"));
    assertThat(look(gone("a"), leading("b", 2), leading("c", 2)))
        .isEqualTo(
            new Verdict.Vacant(
                "several servers take writes on timeline 2: b, c", Set.of("b", "c")));
    assertThat(look(gone("a"), leading("b", 2), leading("c", 3)))
        .isEqualTo(new Verdict.Moves("c", 3, Set.of("b")));
  }

  @Test
  void a_server_of_no_higher_timeline_never_succeeds() {
    look(leading("a", 2), following("b"));
    assertThat(look(gone("a"), leading("b", 2)))
        .isEqualTo(new Verdict.Vacant("no server takes writes", Set.of("b")));
  }

  @Test
  void a_dedicated_server_and_one_of_another_cluster_never_lead() {
    look(leading("a", 1));
    Node dedicated = new Node("d", true, new Leading(2, MORNING, 100, 105));
    assertThat(look(gone("a"), dedicated, new Node("s", false, new Stranger())))
        .isEqualTo(new Verdict.Vacant("no server takes writes", Set.of("d")));
  }

  @Test
  void the_old_leader_that_comes_back_is_fenced() {
    look(leading("a", 1), following("b"));
    look(gone("a"), leading("b", 2));
    assertThat(look(leading("b", 2), leading("a", 1, NOON))).isEqualTo(stays("a"));
    assertThat(look(leading("b", 2), following("a"))).isEqualTo(stays());
  }

  @Test
  void who_was_promoted_while_the_leader_lived_does_not_succeed_it_until_it_has_followed_again() {
    look(leading("a", 1), following("b"));
    Node usurper = leading("b", 2);
    assertThat(look(usurper, leading("a", 1))).isEqualTo(stays("b"));
    assertThat(look(gone("a"), leading("b", 2)))
        .isEqualTo(
            new Verdict.Vacant(
                "only servers take writes that were promoted while the primary lived: b (if one is"
                    + " to lead all the same, say so with SplitManagement.lead)",
                Set.of("b")));
    assertThat(look(gone("a"), gone("b")))
        .isEqualTo(new Verdict.Vacant("no server takes writes", Set.of()));
    look(gone("a"), following("b"));
    assertThat(look(gone("a"), leading("b", 3))).isEqualTo(new Verdict.Moves("b", 3, Set.of()));
  }

  @Test
  void an_answer_of_the_leader_from_before_the_promotion_does_not_say_that_it_lives() {
    look(leading("a", 1), following("b"));
    Node last = leading("a", 1);
    assertThat(look(last, leading("b", 2))).isEqualTo(stays("b"));
    assertThat(look(gone("a"), leading("b", 2))).isEqualTo(new Verdict.Moves("b", 2, Set.of()));
  }

  @Test
  void a_leader_that_restarted_beside_its_successor_gives_way() {
    look(leading("a", 1, MORNING), following("b"));
    Node successor = leading("b", 2);
    assertThat(look(successor, leading("a", 1, NOON)))
        .isEqualTo(new Verdict.Moves("b", 2, Set.of("a")));
  }

  @Test
  void a_leader_that_restarts_alone_leads_on() {
    look(leading("a", 1, MORNING), following("b"));
    assertThat(look(leading("a", 1, NOON), following("b"))).isEqualTo(stays());
  }

  @Test
  void where_nobody_is_named_the_highest_timeline_is_found() {
    Leadership unnamed = new Leadership(null);
    assertThat(unnamed.look(List.of(following("a"), leading("b", 4), gone("c"))))
        .isEqualTo(new Verdict.Moves("b", 4, Set.of()));
  }

  /** Has a server lead that people vouch for. */
  private Verdict vouch(Node node, Node... others) {
    List<Node> all = Stream.concat(Stream.of(node), Stream.of(others)).toList();
    assertThat(leadership.objection(node, all)).isNull();
    return leadership.vouched(node, (Leading) node.sight(), all);
  }

  private @Nullable String objection(Node node, Node... others) {
    return leadership.objection(node, Stream.concat(Stream.of(node), Stream.of(others)).toList());
  }

  @Test
  void a_fenced_server_leads_if_people_vouch_for_it() {
    look(leading("a", 1), following("b"));
    look(leading("b", 2), leading("a", 1));
    look(gone("a"), leading("b", 2));
    assertThat(vouch(leading("b", 2), gone("a"))).isEqualTo(new Verdict.Moves("b", 2, Set.of()));
    assertThat(leadership.timeline()).isEqualTo(2);
    assertThat(look(leading("b", 2), gone("a"))).isEqualTo(stays());
    assertThat(look(leading("b", 2), leading("a", 1, NOON))).isEqualTo(stays("a"));
  }

  @Test
  void even_while_who_led_lives_which_is_fenced_then() {
    look(leading("a", 1), following("b"));
    look(leading("b", 2), leading("a", 1));
    assertThat(vouch(leading("b", 2), leading("a", 1)))
        .isEqualTo(new Verdict.Moves("b", 2, Set.of("a")));
    assertThat(look(leading("b", 2), leading("a", 1))).isEqualTo(stays("a"));
  }

  /** Its timeline may be higher, where people go back to a server that led before. */
  @Test
  void who_led_before_people_vouched_succeeds_nobody_until_it_has_followed() {
    look(leading("a", 1), following("b"));
    look(gone("a"), leading("b", 2));
    vouch(leading("a", 1, NOON), gone("b"));
    assertThat(look(leading("a", 1, NOON), leading("b", 2))).isEqualTo(stays("b"));
    assertThat(look(gone("a"), leading("b", 2))).isInstanceOf(Verdict.Vacant.class);
    look(gone("a"), following("b"));
    assertThat(look(gone("a"), leading("b", 3))).isEqualTo(new Verdict.Moves("b", 3, Set.of()));
  }

  @Test
  void after_a_vouched_for_leader_the_next_is_found_as_ever() {
    look(leading("a", 1), following("b"), following("c"));
    vouch(leading("b", 2), gone("a"), following("c"));
    assertThat(look(gone("b"), gone("a"), leading("c", 3)))
        .isEqualTo(new Verdict.Moves("c", 3, Set.of()));
  }

  @Test
  void nobody_can_vouch_for_a_server_that_cannot_lead() {
    look(leading("a", 1), following("b"));
    assertThat(objection(following("b"))).isEqualTo("it is in recovery. Promote it first");
    assertThat(objection(gone("b"))).isEqualTo("it does not answer");
    assertThat(objection(new Node("b", false, new Stranger()))).contains("another cluster");
    assertThat(objection(new Node("d", true, new Leading(2, MORNING, 1, 2))))
        .contains("it is dedicated");
  }

  @Test
  void nor_for_one_whose_replicas_could_not_be_told_from_anothers() {
    look(leading("a", 1), following("b"));
    assertThat(objection(leading("b", 1), gone("a"))).contains("timeline 1, as 'a' is or was");
    assertThat(objection(leading("b", 2), gone("a"), leading("c", 2)))
        .isEqualTo("'c' takes writes on timeline 2, too. Shut that down first");
  }
}
