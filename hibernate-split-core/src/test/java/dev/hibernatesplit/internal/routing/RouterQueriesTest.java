package dev.hibernatesplit.internal.routing;

import static dev.hibernatesplit.RoutingReason.HINT;
import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static dev.hibernatesplit.RoutingReason.RULE;
import static dev.hibernatesplit.RoutingReason.SCOPE;
import static dev.hibernatesplit.RoutingReason.TABLE;
import static dev.hibernatesplit.RoutingReason.TARGET_DOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.internal.balancing.Rotation;
import dev.hibernatesplit.internal.balancing.Rotations;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.spi.TableName;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where queries are read for what they look like: weaker than all that was said by hand. */
class RouterQueriesTest {

  private static final Rotation ROTATION = Rotations.of(Map.of("r1", 1), Set.of("analytics"));
  private static final TableWishes TABLES =
      TableWishes.of(Map.of(new TableName(null, "fact"), "r1"));
  private static final QueryWishes TO_ANALYTICS = (statement, unit) -> new Wish("analytics", RULE);
  private static final QueryWishes NEVER =
      (statement, unit) -> {
        throw new AssertionError("asked about " + statement.sql());
      };
  private static final State OUTSIDE = new State(false, false, false, null, false, null);

  private record State(
      boolean inTransaction,
      boolean pinned,
      boolean onPrimary,
      @Nullable String replica,
      boolean holdsFast,
      @Nullable Wish wish)
      implements OrdinaryUnit {}

  private static RoutingDecision decide(String sql, Unit unit, QueryWishes queries) {
    return Router.decide(new Classifier().classify(sql), unit, ROTATION, TABLES, queries);
  }

  private static RoutingDecision replica(String name, RoutingReason reason) {
    return new RoutingDecision(name, TargetRole.REPLICA, reason);
  }

  @Test
  void a_read_of_which_nobody_says_anything_goes_where_its_looks_send_it() {
    assertThat(decide("select 1", OUTSIDE, TO_ANALYTICS)).isEqualTo(replica("analytics", RULE));
    assertThat(decide("select 1", OUTSIDE, (s, u) -> new Wish("primary", RULE)))
        .isEqualTo(Router.onPrimary(RULE));
    assertThat(decide("select 1", OUTSIDE, QueryWishes.NONE))
        .isEqualTo(replica("r1", READ_OUTSIDE_TRANSACTION));
  }

  @Test
  void hint_scope_and_table_come_first() {
    State scope = new State(false, false, false, null, false, new Wish("r1", SCOPE));

    assertThat(decide("/*+ split:target=r1 */ select 1", OUTSIDE, NEVER))
        .isEqualTo(replica("r1", HINT));
    assertThat(decide("select 1", scope, NEVER)).isEqualTo(replica("r1", SCOPE));
    assertThat(decide("select * from fact", OUTSIDE, NEVER)).isEqualTo(replica("r1", TABLE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update a set b = 1",
        "select 1 for update",
        "select nextval('s')",
        "call p()",
        "create table a()",
        "set search_path to a",
        "what is this",
        "select 1; select 2",
      })
  void nobody_is_asked_about_what_is_no_plain_read(String sql) {
    assertThat(decide(sql, OUTSIDE, NEVER).role()).isEqualTo(TargetRole.PRIMARY);
  }

  @Test
  void nobody_is_asked_about_a_read_that_must_stay() {
    State writing = new State(true, false, false, null, false, null);
    State pinned = new State(false, true, false, null, false, null);
    State moved = new State(false, false, true, null, false, null);

    assertThat(decide("select 1", writing, NEVER).role()).isEqualTo(TargetRole.PRIMARY);
    assertThat(decide("select 1", pinned, NEVER).role()).isEqualTo(TargetRole.PRIMARY);
    assertThat(decide("select 1", moved, NEVER).role()).isEqualTo(TargetRole.PRIMARY);
  }

  @Test
  void a_replica_that_is_held_fast_is_left_for_the_primary_only() {
    State held = new State(false, false, false, "r1", true, null);

    assertThat(decide("select 1", held, TO_ANALYTICS).target()).isEqualTo("r1");
    assertThat(decide("select 1", held, (s, u) -> new Wish("primary", RULE)))
        .isEqualTo(Router.onPrimary(RULE));
  }

  @Test
  void while_its_target_is_down_the_primary_serves() {
    assertThat(decide("select 1", OUTSIDE, (s, u) -> new Wish("r2", RULE)))
        .isEqualTo(Router.onPrimary(TARGET_DOWN));
  }
}
