package dev.hibernatesplit.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.internal.balancing.Balancer;
import dev.hibernatesplit.internal.balancing.Load;
import dev.hibernatesplit.internal.balancing.Member;
import dev.hibernatesplit.internal.balancing.Regions;
import dev.hibernatesplit.internal.balancing.Rotation;
import dev.hibernatesplit.internal.balancing.Rotations;
import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RouterTest {

  private static final Rotation ONE_REPLICA = Rotations.of(Map.of("r1", 1));
  private static final State OUTSIDE =
      new State(true, false, false, false, false, false, false, null, null);

  private record State(
      boolean bound,
      boolean inTransaction,
      boolean readOnly,
      boolean serializable,
      boolean pinned,
      boolean partOfAWrite,
      boolean onPrimary,
      @Nullable String replica,
      @Nullable Wish wish)
      implements Unit {

    @Override
    public boolean primaryOnly() {
      return false;
    }

    @Override
    public boolean holdsFast() {
      return false;
    }

    State wishing(String target) {
      return new State(
          bound,
          inTransaction,
          readOnly,
          serializable,
          pinned,
          partOfAWrite,
          onPrimary,
          replica,
          new Wish(target, RoutingReason.SCOPE));
    }
  }

  private static RoutingDecision decide(StatementKind kind, State unit) {
    return decide(statement(kind), unit, ONE_REPLICA);
  }

  private static RoutingDecision decide(StatementInfo statement, Unit unit, Rotation rotation) {
    return Router.decide(statement, unit, rotation, TableWishes.NONE, QueryWishes.NONE);
  }

  private static StatementInfo statement(StatementKind kind) {
    return new StatementInfo(
        "select 1",
        kind,
        "",
        StatementInfo.Effect.NOTHING,
        List.of(),
        List.of(),
        List.of(),
        0,
        false,
        false,
        null);
  }

  @Test
  void a_read_outside_a_transaction_goes_to_a_replica() {
    assertThat(decide(StatementKind.READ, OUTSIDE))
        .isEqualTo(
            new RoutingDecision("r1", TargetRole.REPLICA, RoutingReason.READ_OUTSIDE_TRANSACTION));
  }

  @Test
  void a_read_of_a_read_only_transaction_goes_to_a_replica() {
    State unit = new State(true, true, true, false, false, false, false, null, null);
    assertThat(decide(StatementKind.READ, unit))
        .isEqualTo(new RoutingDecision("r1", TargetRole.REPLICA, RoutingReason.READ_ONLY_UNIT));
  }

  @Test
  void a_unit_stays_on_the_replica_that_it_holds() {
    State unit = new State(true, true, true, false, false, false, false, "r2", null);
    assertThat(
            decide(statement(StatementKind.READ), unit, Rotations.of(Map.of("r1", 9, "r2", 1)))
                .target())
        .isEqualTo("r2");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "READ")
  void what_is_not_a_plain_read_goes_to_the_primary(StatementKind kind) {
    assertThat(decide(kind, OUTSIDE).role()).isEqualTo(TargetRole.PRIMARY);
  }

  @ParameterizedTest
  @CsvSource({
    // bound, in transaction, read-only, serializable, pinned, part of a write, on primary
    "false, false, false, false, false, false, false, NO_SESSION",
    "false, true,  true,  false, false, false, false, NO_SESSION",
    "true,  false, false, false, true,  false, false, SESSION_PINNED",
    "true,  false, false, false, false, true,  false, PART_OF_A_WRITE",
    "true,  true,  true,  true,  false, false, false, SERIALIZABLE",
    "true,  true,  false, false, false, false, false, WRITING_TRANSACTION",
    "true,  true,  true,  false, false, false, true,  UNIT_ON_PRIMARY",
  })
  void a_read_stays_on_the_primary_for_a_reason(
      boolean bound,
      boolean inTransaction,
      boolean readOnly,
      boolean serializable,
      boolean pinned,
      boolean partOfAWrite,
      boolean onPrimary,
      RoutingReason reason) {
    State unit =
        new State(
            bound,
            inTransaction,
            readOnly,
            serializable,
            pinned,
            partOfAWrite,
            onPrimary,
            null,
            null);
    assertThat(decide(StatementKind.READ, unit)).isEqualTo(Router.onPrimary(reason));
  }

  private static StatementInfo hinted(StatementKind kind, String target) {
    return statement(kind).hinted(new StatementInfo.Hint(target, null));
  }

  @Test
  void a_hint_names_the_target_of_a_read_and_overrides_the_scope() {
    Rotation rotation = Rotations.of(Map.of("r1", 1), Set.of("analytics"));
    Unit inScope = OUTSIDE.wishing("r1");
    assertThat(decide(hinted(StatementKind.READ, "analytics"), inScope, rotation))
        .isEqualTo(new RoutingDecision("analytics", TargetRole.REPLICA, RoutingReason.HINT));
    assertThat(decide(hinted(StatementKind.READ, "primary"), inScope, rotation))
        .isEqualTo(Router.onPrimary(RoutingReason.HINT));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "READ")
  void a_hint_for_a_replica_never_moves_what_is_not_a_read(StatementKind kind) {
    assertThat(decide(hinted(kind, "r1"), OUTSIDE, ONE_REPLICA).role())
        .isEqualTo(TargetRole.PRIMARY);
  }

  @Test
  void a_hint_for_a_replica_does_not_take_a_read_out_of_a_writing_transaction() {
    State writing = new State(true, true, false, false, false, false, false, null, null);
    assertThat(decide(hinted(StatementKind.READ, "r1"), writing, ONE_REPLICA))
        .isEqualTo(Router.onPrimary(RoutingReason.WRITING_TRANSACTION));
  }

  @Test
  void a_scope_names_the_target_and_one_that_is_down_leaves_the_primary() {
    Unit inScope = OUTSIDE.wishing("r2");
    assertThat(
            decide(statement(StatementKind.READ), inScope, Rotations.of(Map.of("r1", 1, "r2", 1))))
        .isEqualTo(new RoutingDecision("r2", TargetRole.REPLICA, RoutingReason.SCOPE));
    assertThat(decide(statement(StatementKind.READ), inScope, ONE_REPLICA))
        .isEqualTo(Router.onPrimary(RoutingReason.TARGET_DOWN));
  }

  @Test
  void a_dedicated_replica_serves_only_what_names_it() {
    Rotation rotation = Rotations.of(Map.of(), Set.of("analytics"));
    assertThat(decide(statement(StatementKind.READ), OUTSIDE, rotation))
        .isEqualTo(Router.onPrimary(RoutingReason.NO_REPLICA));
    State after = new State(true, true, true, false, false, false, false, "analytics", null);
    assertThat(
            decide(
                statement(StatementKind.READ),
                after,
                Rotations.of(Map.of("r1", 1), Set.of("analytics"))))
        .as("a unit that used it goes on elsewhere")
        .isEqualTo(new RoutingDecision("r1", TargetRole.REPLICA, RoutingReason.READ_ONLY_UNIT));
  }

  @Test
  void a_read_goes_to_the_primary_when_no_replica_serves() {
    assertThat(decide(statement(StatementKind.READ), OUTSIDE, Rotations.of(Map.of())))
        .isEqualTo(Router.onPrimary(RoutingReason.NO_REPLICA));
  }

  private record Kept(String kept) implements OrdinaryUnit {}

  @Test
  void what_served_a_session_last_serves_on_unless_it_is_busier_than_others() {
    Member kept = new Member("kept", null, 1, new Load());
    Member heavy = new Member("heavy", null, 99, new Load());
    Rotation rotation =
        Rotation.of(
            List.of(kept, heavy), Set.of(), Balancer.WEIGHTED_ROUND_ROBIN.make(), Regions.NONE);
    StatementInfo read = statement(StatementKind.READ);
    assertThat(decide(read, new Kept("kept"), rotation).target()).isEqualTo("kept");
    kept.load().taken();
    kept.load().taken();
    assertThat(decide(read, new Kept("kept"), rotation).target()).isEqualTo("heavy");
    assertThat(decide(read, new Kept("gone"), rotation).target()).isEqualTo("heavy");
  }
}
