package dev.hibernatesplit.benchmarks.load.report;

import dev.hibernatesplit.benchmarks.load.record.Second;
import java.text.DecimalFormat;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.renderer.xy.StackedXYAreaRenderer2;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.RangeType;
import org.jfree.data.xy.CategoryTableXYDataset;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The plots of a run, over time. */
final class Plots {

  private static final int HIGH = 250;
  private static final int LOW = 190;
  private static final double LEAST_MILLIS = 0.01;

  private final Run run;

  Plots(Run run) {
    this.run = run;
  }

  String figures() {
    return Picture.figure(throughput(), HIGH, "Throughput: operations that ended, a second")
        + Picture.figure(latency(), HIGH, "Latency: median and 99th percentile of each second, ms")
        + Picture.figure(shares(), LOW, "Where operations ended, a second")
        + (hasLags() ? Picture.figure(lags(), LOW, "How far replicas were behind, s") : "")
        + (hasTrouble() ? Picture.figure(trouble(), LOW, "What went wrong, a second") : "");
  }

  private JFreeChart throughput() {
    XYSeriesCollection data = new XYSeriesCollection();
    data.addSeries(series("reads", Second::readRate));
    data.addSeries(series("writes", Second::writeRate));
    return lines(data, fromZero("a second"));
  }

  private JFreeChart latency() {
    XYSeriesCollection data = new XYSeriesCollection();
    data.addSeries(series("reads, median", second -> floor(second.reads().p50())));
    data.addSeries(series("reads, p99", second -> floor(second.reads().p99())));
    data.addSeries(series("writes, median", second -> floor(second.writes().p50())));
    data.addSeries(series("writes, p99", second -> floor(second.writes().p99())));
    JFreeChart chart = lines(data, milliseconds());
    Look.inPairs(chart);
    return chart;
  }

  private static ValueAxis milliseconds() {
    LogAxis axis = new LogAxis("ms");
    axis.setTickUnit(new NumberTickUnit(1)); // a power of ten
    axis.setNumberFormatOverride(new DecimalFormat("0.##"));
    return axis;
  }

  private static double floor(double millis) {
    return millis == 0 ? Double.NaN : Math.max(millis, LEAST_MILLIS);
  }

  private JFreeChart shares() {
    CategoryTableXYDataset data = new CategoryTableXYDataset();
    TreeSet<String> targets = new TreeSet<>();
    run.seconds().forEach(second -> targets.addAll(second.targets().keySet()));
    for (String target : targets) {
      for (Second second : run.seconds()) {
        double rate = second.targets().getOrDefault(target, 0L) / second.length();
        data.add(second.end(), rate, target);
      }
    }
    StackedXYAreaRenderer2 renderer = new StackedXYAreaRenderer2();
    return Look.chart(data, renderer, seconds(), fromZero("a second"), run.marks());
  }

  private JFreeChart lags() {
    XYSeriesCollection data = new XYSeriesCollection();
    TreeSet<String> replicas = new TreeSet<>();
    run.seconds().forEach(second -> replicas.addAll(second.lags().keySet()));
    for (String replica : replicas) {
      data.addSeries(
          series(replica, second -> second.lags().getOrDefault(replica, Double.NaN) / 1000));
    }
    JFreeChart chart = lines(data, fromZero("s"));
    Look.from(chart, 1); // a replica has the colour that it has where the primary comes first
    return chart;
  }

  private boolean hasLags() {
    return run.seconds().stream().anyMatch(second -> !second.lags().isEmpty());
  }

  private JFreeChart trouble() {
    XYSeriesCollection data = new XYSeriesCollection();
    data.addSeries(series("failed reads", Second::failedReads));
    data.addSeries(series("failed writes", Second::failedWrites));
    data.addSeries(series("stale reads", Second::stale));
    return lines(data, fromZero("a second"));
  }

  private boolean hasTrouble() {
    return run.totals().failedReads() + run.totals().failedWrites() + run.totals().stale() > 0;
  }

  private JFreeChart lines(XYDataset data, ValueAxis up) {
    return Look.chart(data, new XYLineAndShapeRenderer(true, false), seconds(), up, run.marks());
  }

  private XYSeries series(String name, ToDoubleFunction<Second> figure) {
    XYSeries series = new XYSeries(name);
    run.seconds().forEach(second -> series.add(second.end(), figure.applyAsDouble(second)));
    return series;
  }

  private NumberAxis seconds() {
    NumberAxis axis = Look.axis("seconds since the warm-up");
    axis.setRange(0, Math.max(run.totals().length(), 1));
    return axis;
  }

  private static NumberAxis fromZero(String label) {
    NumberAxis axis = Look.axis(label);
    axis.setAutoRangeIncludesZero(true);
    axis.setLowerMargin(0);
    axis.setRangeType(RangeType.POSITIVE);
    axis.setAutoRangeMinimumSize(1);
    return axis;
  }
}
