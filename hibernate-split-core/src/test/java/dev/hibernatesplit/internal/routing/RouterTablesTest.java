package dev.hibernatesplit.internal.routing;

import static dev.hibernatesplit.RoutingReason.HINT;
import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static dev.hibernatesplit.RoutingReason.SCOPE;
import static dev.hibernatesplit.RoutingReason.TABLE;
import static dev.hibernatesplit.RoutingReason.TARGET_DOWN;
import static dev.hibernatesplit.RoutingReason.UNIT_ON_PRIMARY;
import static dev.hibernatesplit.RoutingReason.WRITING_TRANSACTION;
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

/** Where tables with wishes are read, in the order of the rules. */
class RouterTablesTest {

  private static final Rotation ROTATION = Rotations.of(Map.of("r1", 1), Set.of("analytics"));
  private static final TableWishes WISHES =
      TableWishes.of(
          Map.of(
              new TableName(null, "account"), "primary", new TableName(null, "fact"), "analytics"));
  private static final State OUTSIDE = new State(false, false, null, false, null);

  private record State(
      boolean inTransaction,
      boolean onPrimary,
      @Nullable String replica,
      boolean holdsFast,
      @Nullable Wish wish)
      implements OrdinaryUnit {}

  private static State in(String target) {
    return new State(false, false, null, false, new Wish(target, SCOPE));
  }

  private static RoutingDecision decide(String sql, Unit unit) {
    return Router.decide(new Classifier().classify(sql), unit, ROTATION, WISHES, QueryWishes.NONE);
  }

  private static RoutingDecision replica(String name, RoutingReason reason) {
    return new RoutingDecision(name, TargetRole.REPLICA, reason);
  }

  @Test
  void a_table_is_read_where_it_wishes() {
    assertThat(decide("select * from account", OUTSIDE)).isEqualTo(Router.onPrimary(TABLE));
    assertThat(decide("select * from fact", OUTSIDE)).isEqualTo(replica("analytics", TABLE));
    assertThat(decide("select * from book", OUTSIDE))
        .isEqualTo(replica("r1", READ_OUTSIDE_TRANSACTION));
  }

  @Test
  void the_primary_only_comes_before_scope_and_session() {
    assertThat(decide("select * from account", in("r1"))).isEqualTo(Router.onPrimary(TABLE));
  }

  @Test
  void a_named_target_comes_after_scope_and_session() {
    assertThat(decide("select * from fact", in("r1"))).isEqualTo(replica("r1", SCOPE));
    assertThat(decide("select * from fact", in("primary"))).isEqualTo(Router.onPrimary(SCOPE));
  }

  @Test
  void the_querys_own_hint_comes_first() {
    assertThat(decide("/*+ split:target=r1 */ select * from account", OUTSIDE))
        .isEqualTo(replica("r1", HINT));
    assertThat(decide("/*+ split:target=primary */ select * from fact", OUTSIDE))
        .isEqualTo(Router.onPrimary(HINT));
  }

  @Test
  void the_primary_only_leaves_a_replica_that_is_held_fast() {
    State held = new State(false, false, "r1", true, null);

    assertThat(decide("select * from account", held)).isEqualTo(Router.onPrimary(TABLE));
    assertThat(decide("select * from fact", held).target()).isEqualTo("r1");
  }

  @Test
  void what_must_run_on_the_primary_does_for_its_own_reason() {
    State writing = new State(true, false, null, false, null);
    State moved = new State(false, true, null, false, null);

    assertThat(decide("select * from fact", writing))
        .isEqualTo(Router.onPrimary(WRITING_TRANSACTION));
    assertThat(decide("select * from fact", moved)).isEqualTo(Router.onPrimary(UNIT_ON_PRIMARY));
    assertThat(decide("update fact set a = 1", OUTSIDE).role()).isEqualTo(TargetRole.PRIMARY);
  }

  @Test
  void while_its_target_is_down_a_table_is_read_on_the_primary() {
    assertThat(
            Router.decide(
                new Classifier().classify("select * from fact"),
                OUTSIDE,
                Rotations.of(Map.of("r1", 1)),
                WISHES,
                QueryWishes.NONE))
        .isEqualTo(Router.onPrimary(TARGET_DOWN));
  }
}
