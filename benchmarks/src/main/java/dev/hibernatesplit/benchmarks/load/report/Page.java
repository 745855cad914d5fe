package dev.hibernatesplit.benchmarks.load.report;

import dev.hibernatesplit.benchmarks.load.faults.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report as one HTML file that needs nothing else. */
final class Page {

  private static final String STYLE =
      """
      body { font: 15px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 1120px; padding: 0 1em; color: #222; }
      h1 { font-size: 1.5em; } h2 { font-size: 1.2em; margin-top: 2em; border-top: 1px solid #ccc; padding-top: 1em; }
      h3 { font-size: 1em; margin-bottom: .3em; }
      table { border-collapse: collapse; font-size: 13px; margin: .5em 0 1em; }
      th, td { padding: .2em .7em; border-bottom: 1px solid #e3e3e3; text-align: left; vertical-align: top; }
      td.n { text-align: right; font-variant-numeric: tabular-nums; }
      .left td.n { text-align: left; }
      figure { margin: 1em 0; } figure img { width: 100%; height: auto; }
      figcaption { font-size: 13px; color: #555; }
      .verdict { background: #f4f6f8; padding: .7em 1em; border-left: 4px solid #0072b2; }
      .verdict p { margin: .2em 0; }
      """;

  private final Report report;

  Page(Report report) {
    this.report = report;
  }

  String html() {
    return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
        + Tables.escaped(report.title())
        + "</title>\n<style>\n"
        + STYLE
        + "</style></head><body>\n<h1>"
        + Tables.escaped(report.title())
        + "</h1>\n<div class=\"verdict\">"
        + report.verdict().stream()
            .map(line -> "<p>" + Tables.escaped(line) + "</p>")
            .collect(Collectors.joining("\n"))
        + "</div>\n"
        + report.figures()
        + "<h3>Parameters</h3>\n"
        + parameters(report.parameters())
        + report.runs().stream().map(Page::section).collect(Collectors.joining())
        + "</body></html>\n";
  }

  private static String parameters(Map<String, String> parameters) {
    List<List<String>> rows = new ArrayList<>();
    parameters.forEach((name, value) -> rows.add(List.of(name, value)));
    return "<div class=\"left\">" + Tables.html(List.of("parameter", "value"), rows) + "</div>\n";
  }

  private static String section(Run run) {
    return "<h2>"
        + Tables.escaped(run.name())
        + "</h2>\n"
        + new Plots(run).figures()
        + faults(run.marks())
        + "<h3>Operations: how many, and how long from when they were meant to begin</h3>\n"
        + Tables.operations(run.totals())
        + "<h3>What the servers counted, warm-up included (<code>pg_stat_database</code>)</h3>\n"
        + Tables.servers(run.servers())
        + errors(run.totals().errors())
        + leaks(run.leaks());
  }

  private static String faults(List<Mark> marks) {
    if (marks.isEmpty()) {
      return "";
    }
    List<List<String>> rows = new ArrayList<>();
    for (Mark mark : marks) {
      rows.add(
          List.of(
              String.valueOf(rows.size() + 1),
              mark.text(),
              String.format(Locale.ROOT, "%.1f s", mark.begin()),
              String.format(Locale.ROOT, "%.1f s", mark.end() - mark.begin())));
    }
    return "<h3>Faults: the grey bands above</h3>\n"
        + Tables.html(List.of("", "what", "at", "healed after"), rows);
  }

  private static String errors(Map<String, Long> errors) {
    if (errors.isEmpty()) {
      return "<h3>Errors</h3>\n<p>None.</p>\n";
    }
    List<List<String>> rows = new ArrayList<>();
    errors.forEach((text, count) -> rows.add(List.of(Tables.whole(count), text)));
    return "<h3>Errors, by their innermost cause</h3>\n"
        + Tables.html(List.of("count", "error"), rows);
  }

  private static String leaks(List<String> leaks) {
    return "<h3>Left behind: connections in use, sessions on servers, threads</h3>\n<p>"
        + (leaks.isEmpty() ? "Nothing." : Tables.escaped(String.join("; ", leaks)))
        + "</p>\n";
  }
}
