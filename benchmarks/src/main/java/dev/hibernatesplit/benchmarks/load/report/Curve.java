package dev.hibernatesplit.benchmarks.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Throughput by the number of replicas, and what would be just as much more. */
public final class Curve {

  private static final int HEIGHT = 320;

  private final Map<Integer, Run> runs;
  private final double perReplica;

  /**
   * @param runs by how many replicas they had; the first is what others are compared with
   */
  public Curve(Map<Integer, Run> runs) {
    this.runs = runs;
    Map.Entry<Integer, Run> first = runs.entrySet().iterator().next();
    this.perReplica = first.getValue().perSecond() / first.getKey();
  }

  private double part(int replicas, Run run) {
    return run.perSecond() / (replicas * perReplica);
  }

  /** The least part of what would be just as much more. */
  public double least() {
    return runs.entrySet().stream()
        .mapToDouble(run -> part(run.getKey(), run.getValue()))
        .min()
        .orElseThrow();
  }

  public String table() {
    return Tables.html(head(), rows());
  }

  /** The table for a terminal, in Markdown. */
  public String text() {
    StringBuilder text = new StringBuilder("| " + String.join(" | ", head()) + " |\n");
    text.append("|---".repeat(head().size())).append("|\n");
    rows().forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
    return text.toString();
  }

  private static List<String> head() {
    return List.of(
        "replicas",
        "operations a second",
        "of n times the first",
        "reads by replicas",
        "reads p50 ms",
        "reads p99 ms",
        "writes p50 ms",
        "failed",
        "stale");
  }

  private List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    runs.forEach((replicas, run) -> rows.add(row(replicas, run)));
    return rows;
  }

  private List<String> row(int replicas, Run run) {
    long there =
        run.totals()
            .figures(cell -> cell.operation().reads() && !cell.target().equals("primary"))
            .count();
    return List.of(
        String.valueOf(replicas),
        Tables.decimal(run.perSecond()),
        String.format(Locale.ROOT, "%.3f", part(replicas, run)),
        Tables.decimal(100.0 * there / run.totals().reads().count()) + " %",
        Tables.decimal(run.totals().reads().p50()),
        Tables.decimal(run.totals().reads().p99()),
        Tables.decimal(run.totals().writes().p50()),
        String.valueOf(run.totals().failedReads() + run.totals().failedWrites()),
        String.valueOf(run.totals().stale()));
  }

  /** The same as a plot. */
  public String figure() {
    XYSeries measured = new XYSeries("measured");
    XYSeries ideal = new XYSeries("n times the first");
    runs.forEach(
        (replicas, run) -> {
          measured.add(replicas.doubleValue(), run.perSecond());
          ideal.add(replicas.doubleValue(), replicas * perReplica);
        });
    XYSeriesCollection data = new XYSeriesCollection();
    data.addSeries(measured);
    data.addSeries(ideal);
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
    renderer.setSeriesShapesVisible(1, false);
    NumberAxis across = Look.axis("replicas");
    across.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    NumberAxis up = Look.axis("operations a second");
    return Picture.figure(
        Look.chart(data, renderer, across, up, List.of()),
        HEIGHT,
        "Throughput by the number of replicas");
  }
}
