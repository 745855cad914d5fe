package dev.hibernatesplit.testing.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementKind;
import dev.hibernatesplit.spi.TableName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JourneysTest {

  private final Journeys journeys = new Journeys();

  private void decided(String target, String sql) {
    journeys.statementRouted(
        new StatementInfo(
            sql,
            StatementKind.READ,
            "plain read",
            StatementInfo.Effect.NOTHING,
            List.of(new TableName(null, "a")),
            List.of(),
            List.of(),
            0,
            false,
            false,
            null),
        new RoutingDecision(target, TargetRole.REPLICA, RoutingReason.HINT));
  }

  private List<Integer> runs(Map<String, List<String>> ran) {
    return journeys.joined(ran).stream().map(Journey::runs).toList();
  }

  @Test
  void what_was_decided_and_seen_ran_once() {
    decided("r1", "select x from a where y = ?");

    assertThat(journeys.joined(Map.of("r1", List.of("select x from a where y = $1"))))
        .singleElement()
        .satisfies(
            journey -> {
              assertThat(journey.runs()).isOne();
              assertThat(journey.reason()).isEqualTo(RoutingReason.HINT);
              assertThat(journey.names("A")).isTrue();
              assertThat(journey.names("x")).isFalse();
            });
  }

  @Test
  void what_was_decided_and_not_seen_did_not_arrive() {
    decided("r1", "select 1");
    decided("r2", "select 1");

    assertThat(runs(Map.of("r2", List.of("select 1"), "r1", List.of()))).containsExactly(0, 1);
  }

  @Test
  void what_was_seen_more_often_was_a_batch() {
    decided("r1", "select 1");
    decided("r1", "select 1");

    assertThat(runs(Map.of("r1", List.of("select 1", "select 1", "select 1"))))
        .containsExactly(1, 2);
  }

  @Test
  void what_was_not_decided_went_past_the_library() {
    assertThat(journeys.joined(Map.of("r1", List.of("select 1"))))
        .containsExactly(new Journey("r1", "select 1", null, null, 1));
  }

  @Test
  void the_drivers_clause_for_generated_keys_does_no_harm_and_another_end_does() {
    decided("r1", "insert into a values (?)");

    assertThat(runs(Map.of("r1", List.of("insert into a values ($1)\nRETURNING \"id\""))))
        .containsExactly(1);
    assertThat(runs(Map.of("r1", List.of("insert into a values ($1) on conflict do nothing"))))
        .containsExactly(0, 1);
  }

  @Test
  void what_is_cleared_is_forgotten() {
    decided("r1", "select 1");
    journeys.clear();

    assertThat(journeys.joined(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "select ?|select $1",
        "a = ? and b = ?|a = $1 and b = $2",
        "a = '?' and \"b?\" = ?|a = '?' and \"b?\" = $1",
        "a = 'it''s ?' or b = ?|a = 'it''s ?' or b = $1"
      },
      delimiter = '|')
  void parameters_are_numbered_outside_quotes(String sql, String numbered) {
    assertThat(Parameters.numbered(sql)).isEqualTo(numbered);
  }
}
