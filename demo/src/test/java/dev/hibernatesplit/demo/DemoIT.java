package dev.hibernatesplit.demo;

import static dev.hibernatesplit.RoutingReason.FENCE;
import static dev.hibernatesplit.RoutingReason.FUNCTION;
import static dev.hibernatesplit.RoutingReason.LOCKING_READ;
import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static dev.hibernatesplit.RoutingReason.SESSION_PINNED;
import static dev.hibernatesplit.RoutingReason.SESSION_STATE;
import static dev.hibernatesplit.RoutingReason.WRITE;
import static dev.hibernatesplit.RoutingReason.WRITING_TRANSACTION;
import static java.util.Map.entry;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.RoutingReason;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole demo, once. */
class DemoIT {

  private static final Set<RoutingReason> ON_REPLICAS =
      Set.of(READ_OUTSIDE_TRANSACTION, READ_ONLY_UNIT);

  private static final String CHANGE_AND_LOOK = "change it, see front page";

  private static Outcome outcome;

  @BeforeAll
  static void run() {
    outcome = Demo.run();
  }

  @Test
  void servers_ran_what_was_sent_to_them() {
    assertThat(outcome.tallies()).containsOnlyKeys("primary", "r1", "r2");
    assertThat(outcome.tallies().values())
        .allSatisfy(tally -> assertThat(tally.contradictions()).isEmpty())
        .allSatisfy(tally -> assertThat(tally.decisions()).isPositive());
  }

  @Test
  void each_operation_goes_where_it_belongs() {
    Map<String, Set<RoutingReason>> reasons =
        outcome.episodes().stream()
            .filter(episode -> !episode.operation().equals(CHANGE_AND_LOOK))
            .collect(toMap(Episode::operation, DemoIT::reasons));
    assertThat(reasons)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                entry("stock the shop", Set.of(FUNCTION, WRITE)),
                entry("open a product page", Set.of(READ_OUTSIDE_TRANSACTION)),
                entry("open 24 product pages", Set.of(READ_OUTSIDE_TRANSACTION)),
                entry("front page (cached list)", Set.of(READ_OUTSIDE_TRANSACTION)),
                entry("front page × 100", Set.of()),
                entry("place an order", Set.of(WRITING_TRANSACTION, FUNCTION, WRITE)),
                entry("my orders (lazy loads)", Set.of(READ_ONLY_UNIT)),
                entry("who ordered (read-only)", Set.of(READ_ONLY_UNIT)),
                entry("change a price", Set.of(WRITING_TRANSACTION, WRITE)),
                entry("search by price", Set.of(READ_OUTSIDE_TRANSACTION)),
                entry("take from stock (lock)", Set.of(LOCKING_READ, WRITE)),
                entry("discount all (bulk)", Set.of(WRITE)),
                entry("restock (native, WITH)", Set.of(WRITE)),
                entry("draw an invoice number", Set.of(FUNCTION)),
                entry("turnover (aggregates)", Set.of(READ_OUTSIDE_TRANSACTION)),
                entry("best sellers (native)", Set.of(READ_OUTSIDE_TRANSACTION)),
                entry("count products (JDBC)", Set.of(READ_OUTSIDE_TRANSACTION)),
                entry("night job (with lock)", Set.of(SESSION_STATE, SESSION_PINNED)),
                entry("cancel an order", Set.of(WRITING_TRANSACTION, WRITE))));
  }

  /** The replicas may have caught up when the page is looked at. */
  @Test
  void who_changed_the_list_sees_the_change_at_once() {
    assertThat(reasons(episode(CHANGE_AND_LOOK)))
        .contains(WRITE)
        .containsAnyOf(FENCE, READ_OUTSIDE_TRANSACTION)
        .isSubsetOf(WRITING_TRANSACTION, WRITE, FENCE, READ_OUTSIDE_TRANSACTION);
  }

  private static Set<RoutingReason> reasons(Episode episode) {
    return episode.journeys().stream().map(journey -> journey.decision().reason()).collect(toSet());
  }

  @Test
  void only_plain_reads_run_on_replicas() {
    assertThat(outcome.episodes())
        .flatExtracting(Episode::journeys)
        .allSatisfy(
            journey ->
                assertThat(journey.onPrimary())
                    .as("%s", journey)
                    .isNotEqualTo(ON_REPLICAS.contains(journey.decision().reason())));
  }

  @Test
  void many_reads_are_spread_evenly() {
    List<Journey> pages = episode("open 24 product pages").journeys();
    assertThat(pages).hasSize(24).filteredOn(page -> page.target().equals("r1")).hasSize(12);
    assertThat(pages).filteredOn(page -> page.target().equals("r2")).hasSize(12);
  }

  @Test
  void a_cached_list_comes_from_a_replica_and_then_from_nowhere() {
    assertThat(episode("front page (cached list)").journeys())
        .hasSize(1)
        .noneMatch(Journey::onPrimary);
    assertThat(episode("front page × 100").journeys()).isEmpty();
  }

  @Test
  void a_read_only_transaction_stays_on_one_replica() {
    assertThat(episode("my orders (lazy loads)").journeys())
        .hasSize(3)
        .extracting(Journey::target)
        .containsOnly(episode("my orders (lazy loads)").journeys().get(0).target());
  }

  @Test
  void start_up_runs_on_the_primary() {
    assertThat(outcome.startUp()).isNotEmpty().allMatch(Journey::onPrimary);
  }

  @Test
  void the_report_names_every_operation_and_fits_150_columns() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int status =
        Main.report(outcome, new PrintStream(bytes, true, StandardCharsets.UTF_8), Ink.PLAIN);
    String shown = bytes.toString(StandardCharsets.UTF_8);
    assertThat(status).isZero();
    assertThat(shown).contains(outcome.episodes().stream().map(Episode::operation).toList());
    assertThat(shown).contains("✓ agree").doesNotContain("✗");
    assertThat(shown.lines()).allMatch(line -> line.length() <= 150);
  }

  private static Episode episode(String operation) {
    return outcome.episodes().stream()
        .filter(episode -> episode.operation().equals(operation))
        .findFirst()
        .orElseThrow();
  }
}
