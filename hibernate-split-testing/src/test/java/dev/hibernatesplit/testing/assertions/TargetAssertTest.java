package dev.hibernatesplit.testing.assertions;

import static dev.hibernatesplit.testing.assertions.SplitAssertions.assertThat;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.delete;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.insert;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.select;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.statement;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.update;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.testing.split.Journey;
import dev.hibernatesplit.testing.split.TargetLog;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetAssertTest {

  private static final List<Journey> JOURNEYS =
      List.of(
          journey("primary", "insert into users (name) values (?)", RoutingReason.WRITE, 2),
          journey("r1", "select u.id\n  from users u", RoutingReason.READ_ONLY_UNIT, 0),
          journey("r2", "select u.id\n  from users u", RoutingReason.RETRIED, 1),
          new Journey("primary", "vacuum users", null, null, 1));

  private static Journey journey(String target, String sql, RoutingReason reason, int runs) {
    return new Journey(target, sql, null, reason, runs);
  }

  private static TargetLog on(String target) {
    return new TargetLog(target, JOURNEYS);
  }

  @Test
  void what_is_so_passes() {
    assertThat(on("primary"))
        .ran(3)
        .ran(2, insert().on("users").because(RoutingReason.WRITE))
        .ran(statement().containing("VACUUM"))
        .ranNo(select())
        .ranNo(update())
        .ranNo(delete());
    assertThat(on("r2")).ranOnly(select().on("USERS").because(RoutingReason.RETRIED)).ran(1);
    assertThat(on("r1")).ranNothing();
  }

  @Test
  void what_is_not_so_fails() {
    assertFails(() -> assertThat(on("primary")).ran(2));
    assertFails(() -> assertThat(on("primary")).ranNothing());
    assertFails(() -> assertThat(on("primary")).ran(1, insert()));
    assertFails(() -> assertThat(on("primary")).ran(2, insert().on("user")));
    assertFails(() -> assertThat(on("primary")).ran(2, insert().because(RoutingReason.DDL)));
    assertFails(() -> assertThat(on("primary")).ranOnly(2, insert()));
    assertFails(() -> assertThat(on("primary")).ranNo(statement().containing("vacuum")));
    assertFails(() -> assertThat(on("r1")).ran(select()));
    assertFails(() -> assertThat(on("r2")).ranOnly(2, select()));
  }

  private static void assertFails(ThrowingCallable claim) {
    assertThatThrownBy(claim).isInstanceOf(AssertionError.class);
  }

  @Test
  void a_failure_prints_the_journey_of_each_statement() {
    assertThatThrownBy(
            () -> assertThat(on("r2")).ran(2, select().on("users").because(RoutingReason.RETRIED)))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """

            Expecting r2 to have run 2 select on users because RETRIED,
            but it ran 1 such of 1 in all. What ran, in order:
              primary  WRITE                      insert into users (name) values (?) (2 times)
              r1       READ_ONLY_UNIT             select u.id from users u (did not arrive)
            > r2       RETRIED                    select u.id from users u
              primary  past the library           vacuum users""");
  }

  @Test
  void a_failure_says_so_if_nothing_ran_anywhere() {
    assertThatThrownBy(() -> assertThat(new TargetLog("r1", List.of())).ranOnly(select()))
        .hasMessage(
            """

            Expecting r1 to have run only 1 select,
            but it ran 0 such of 0 in all. What ran, in order:
              nothing anywhere""");
  }

  @Test
  void a_description_comes_first() {
    assertThatThrownBy(() -> assertThat(on("r1")).as("the list").ran(1))
        .hasMessageStartingWith("[the list] ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"select 1", "  SELECT 1", "/* a hint */ select 1", "with a as (select 1) table a"})
  void selects_are_known_by_their_first_word(String sql) {
    assertThat(new TargetLog("r1", List.of(journey("r1", sql, RoutingReason.HINT, 1))))
        .ran(select());
  }
}
