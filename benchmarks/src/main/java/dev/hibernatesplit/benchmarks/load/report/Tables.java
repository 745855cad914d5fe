package dev.hibernatesplit.benchmarks.load.report;

import dev.hibernatesplit.benchmarks.load.record.Figures;
import dev.hibernatesplit.benchmarks.load.record.Totals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Figures in rows and columns, as HTML and for JSON. */
final class Tables {

  private Tables() {}

  static String operations(Totals totals) {
    List<List<String>> rows = new ArrayList<>();
    long all = totals.all().count();
    double length = totals.length();
    totals
        .byOperation()
        .forEach((title, figures) -> rows.add(row(title, "all", figures, all, length)));
    totals
        .byTarget()
        .forEach(
            (target, operations) ->
                operations.forEach(
                    (title, figures) -> rows.add(row(title, target, figures, all, length))));
    return html(
        List.of(
            "operation",
            "ended on",
            "count",
            "a second",
            "share",
            "mean ms",
            "p50",
            "p90",
            "p99",
            "p99.9",
            "max"),
        rows);
  }

  private static List<String> row(
      String title, String target, Figures figures, long all, double length) {
    return List.of(
        title,
        target,
        whole(figures.count()),
        decimal(figures.count() / length),
        decimal(100.0 * figures.count() / all) + " %",
        decimal(figures.mean()),
        decimal(figures.p50()),
        decimal(figures.p90()),
        decimal(figures.p99()),
        decimal(figures.p999()),
        decimal(figures.max()));
  }

  static String servers(Map<String, Map<String, Long>> servers) {
    TreeSet<String> counters = new TreeSet<>();
    servers.values().forEach(counts -> counters.addAll(counts.keySet()));
    List<String> head = new ArrayList<>(List.of("server"));
    head.addAll(counters);
    List<List<String>> rows = new ArrayList<>();
    servers.forEach(
        (name, counts) -> {
          List<String> row = new ArrayList<>(List.of(name));
          counters.forEach(counter -> row.add(whole(counts.getOrDefault(counter, 0L))));
          rows.add(row);
        });
    return html(head, rows);
  }

  static String html(List<String> head, List<List<String>> rows) {
    StringBuilder html = new StringBuilder("<table><thead>");
    html.append(line("th", head)).append("</thead><tbody>\n");
    rows.forEach(row -> html.append(line("td", row)).append('\n'));
    return html.append("</tbody></table>\n").toString();
  }

  private static String line(String element, List<String> cells) {
    StringBuilder html = new StringBuilder("<tr>");
    for (String cell : cells) {
      html.append('<').append(element).append(numeric(cell) ? " class=\"n\">" : ">");
      html.append(escaped(cell)).append("</").append(element).append('>');
    }
    return html.append("</tr>").toString();
  }

  private static boolean numeric(String cell) {
    return !cell.isEmpty() && Character.isDigit(cell.charAt(0));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String decimal(double number) {
    return String.format(Locale.ROOT, number < 10 ? "%.2f" : "%,.1f", number);
  }

  static Map<String, Object> json(Map<String, Map<String, Figures>> byTarget) {
    Map<String, Object> json = new LinkedHashMap<>();
    byTarget.forEach(
        (target, operations) -> {
          Map<String, Object> inner = new LinkedHashMap<>();
          operations.forEach((title, figures) -> inner.put(title, figures.json()));
          json.put(target, inner);
        });
    return json;
  }
}
