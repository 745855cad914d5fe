package dev.hibernatesplit.demo;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.demo.Grid.Cell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows an outcome to people. */
final class Screen {

  private static final int SQL_WIDTH = 49;
  private static final int WHY_WIDTH = 50;

  private final Ink ink;

  Screen(Ink ink) {
    this.ink = ink;
  }

  String show(Outcome outcome) {
    return String.join(
        "\n",
        "",
        "A day at the shop: each operation, its SQL, the server that ran it, and why.",
        "",
        journeys(outcome.episodes()).toString(),
        "The library's decisions, and what the servers logged that they ran"
            + " (but for BEGIN, COMMIT, and what driver, pool and library ask on their own).",
        "",
        counts(outcome.tallies()).toString(),
        verdict(outcome),
        "",
        notes(outcome));
  }

  private Grid journeys(List<Episode> episodes) {
    Grid grid =
        new Grid().row(head("operation"), head("SQL"), head("runs"), head("server"), head("why"));
    for (Episode episode : episodes) {
      String operation = episode.operation();
      if (episode.journeys().isEmpty()) {
        grid.row(
            new Cell(operation, ink::bold),
            Cell.of("none"),
            Cell.of(""),
            Cell.of(""),
            new Cell("found in the cache", ink::dim));
      }
      for (Map.Entry<Journey, Long> same : alike(episode).entrySet()) {
        addRow(grid, operation, same.getKey(), same.getValue());
        operation = "";
      }
    }
    return grid;
  }

  private static Map<Journey, Long> alike(Episode episode) {
    return episode.journeys().stream()
        .collect(groupingBy(journey -> journey, LinkedHashMap::new, counting()));
  }

  private void addRow(Grid grid, String operation, Journey journey, long runs) {
    RoutingDecision decision = journey.decision();
    List<String> why = Fit.lines(withoutParentheses(decision.reason().explanation()), WHY_WIDTH);
    grid.row(
        new Cell(operation, ink::bold),
        Cell.of(Fit.sql(journey.sql(), SQL_WIDTH)),
        new Cell(runs == 1 ? "" : "× " + runs, ink::dim),
        new Cell(decision.target(), journey.onPrimary() ? ink::yellow : ink::green),
        new Cell(why.get(0), ink::dim));
    for (String more : why.subList(1, why.size())) {
      grid.row(Cell.of(""), Cell.of(""), Cell.of(""), Cell.of(""), new Cell(more, ink::dim));
    }
  }

  private Cell head(String text) {
    return new Cell(text, ink::bold);
  }

  private static String withoutParentheses(String explanation) {
    return explanation.replaceAll(" \\(.*\\)", "");
  }

  private Grid counts(Map<String, Tally> tallies) {
    Grid grid = new Grid().row(head("server"), head("decisions"), head("statements run"), head(""));
    tallies.forEach(
        (server, tally) ->
            grid.row(
                Cell.of(server),
                Cell.of(String.valueOf(tally.decisions())),
                Cell.of(String.valueOf(tally.runs())),
                tally.agrees() ? new Cell("✓ agree", ink::green) : new Cell("✗ differ", ink::red)));
    return grid;
  }

  private String verdict(Outcome outcome) {
    if (outcome.agrees()) {
      return ink.green("✓ agree") + ": each text ran where it was sent, as often as it was sent.";
    }
    return outcome.tallies().entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().contradictions().stream()
                    .map(line -> ink.red("✗ differ") + " on " + entry.getKey() + ": " + line))
        .collect(joining("\n"));
  }

  private String notes(Outcome outcome) {
    long primary = outcome.startUp().stream().filter(Journey::onPrimary).count();
    return ink.dim(
        """
        Start-up (schema, not in the tables): %d statements, %d of them on the primary.
        Replicas lag. After each operation that used the primary, the demo waited until they had caught up
        (%d times, %d ms in all); without that, a read could miss what was written just before it.
        """
            .formatted(
                outcome.startUp().size(), primary, outcome.waits(), outcome.waited().toMillis()));
  }
}
