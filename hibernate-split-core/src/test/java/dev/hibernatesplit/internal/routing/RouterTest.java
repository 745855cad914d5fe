package dev.hibernatesplit.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RouterTest {

  private static final Rotation ONE_REPLICA = Rotation.of(Map.of("r1", 1));
  private static final State OUTSIDE =
      new State(true, false, false, false, false, false, false, null);

  private record State(
      boolean bound,
      boolean inTransaction,
      boolean readOnly,
      boolean serializable,
      boolean pinned,
      boolean partOfAWrite,
      boolean onPrimary,
      @Nullable String replica)
      implements Unit {

    @Override
    public boolean holdsFast() {
      return false;
    }

    @Override
    public @Nullable Wish wish() {
      return null;
    }
  }

  private static RoutingDecision decide(StatementKind kind, State unit) {
    return Router.decide(statement(kind), unit, ONE_REPLICA, TableWishes.NONE);
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
    State unit = new State(true, true, true, false, false, false, false, null);
    assertThat(decide(StatementKind.READ, unit))
        .isEqualTo(new RoutingDecision("r1", TargetRole.REPLICA, RoutingReason.READ_ONLY_UNIT));
  }

  @Test
  void a_unit_stays_on_the_replica_that_it_holds() {
    State unit = new State(true, true, true, false, false, false, false, "r2");
    assertThat(decide(StatementKind.READ, unit).target()).isEqualTo("r2");
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
            bound, inTransaction, readOnly, serializable, pinned, partOfAWrite, onPrimary, null);
    assertThat(decide(StatementKind.READ, unit)).isEqualTo(Router.onPrimary(reason));
  }

  @Test
  void a_read_goes_to_the_primary_when_no_replica_serves() {
    assertThat(
            Router.decide(
                statement(StatementKind.READ), OUTSIDE, Rotation.of(Map.of()), TableWishes.NONE))
        .isEqualTo(Router.onPrimary(RoutingReason.NO_REPLICA));
  }
}
