package dev.hibernatesplit.benchmarks.load.report;

import dev.hibernatesplit.benchmarks.load.faults.Mark;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYDataset;

/** How all plots look: colours that colour-blind people can tell apart, and little else. */
final class Look {

  /** Okabe and Ito's palette. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xE69F00),
          new Color(0x56B4E9),
          new Color(0x999999),
          new Color(0x000000),
          new Color(0xF0E442));

  private static final Color GRID = new Color(0xDDDDDD);
  private static final Color BAND = new Color(0xE4E4E4);
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 10);
  private static final BasicStroke LINE = new BasicStroke(1.6f);
  private static final BasicStroke BROKEN =
      new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {4, 2}, 0);
  private static final Color TRANSPARENT = new Color(0, true);
  private static final double RIGHT = 18; // else half of the last number is missing
  private static final double ROOM_FOR_NUMBERS = 62;

  private Look() {}

  static JFreeChart chart(
      XYDataset data, XYItemRenderer renderer, ValueAxis across, ValueAxis up, List<Mark> marks) {
    for (int series = 0; series < data.getSeriesCount(); series++) {
      renderer.setSeriesPaint(series, colour(series));
      renderer.setSeriesStroke(series, LINE);
    }
    XYPlot plot = new XYPlot(data, axis(across), axis(up), renderer);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(GRID);
    plot.setRangeGridlineStroke(new BasicStroke(0.7f));
    plot.setOutlineVisible(false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    up.setFixedDimension(ROOM_FOR_NUMBERS); // so that seconds stand below each other
    for (int i = 0; i < marks.size(); i++) {
      plot.addDomainMarker(band(marks.get(i), i + 1), Layer.BACKGROUND);
    }
    JFreeChart chart = new JFreeChart(null, PLAIN, plot, false);
    chart.setBackgroundPaint(Color.WHITE);
    chart.addLegend(legend(plot));
    chart.setPadding(new RectangleInsets(2, 2, 2, RIGHT));
    return chart;
  }

  private static Color colour(int series) {
    return COLOURS.get(series % COLOURS.size());
  }

  /** Two series that belong together have one colour; the second is broken. */
  static void inPairs(JFreeChart chart) {
    XYItemRenderer renderer = chart.getXYPlot().getRenderer();
    for (int series = 0; series < chart.getXYPlot().getSeriesCount(); series++) {
      renderer.setSeriesPaint(series, colour(series / 2));
      renderer.setSeriesStroke(series, series % 2 == 0 ? LINE : BROKEN);
    }
  }

  /** Begins with another colour. */
  static void from(JFreeChart chart, int first) {
    for (int series = 0; series < chart.getXYPlot().getSeriesCount(); series++) {
      chart.getXYPlot().getRenderer().setSeriesPaint(series, colour(first + series));
    }
  }

  static NumberAxis axis(String label) {
    return new NumberAxis(label);
  }

  private static ValueAxis axis(ValueAxis axis) {
    axis.setLabelFont(PLAIN);
    axis.setTickLabelFont(PLAIN);
    axis.setAxisLinePaint(Color.GRAY);
    return axis;
  }

  private static IntervalMarker band(Mark mark, int number) {
    IntervalMarker band = new IntervalMarker(mark.begin(), mark.end(), BAND);
    band.setAlpha(1);
    band.setLabel(String.valueOf(number));
    band.setLabelFont(SMALL);
    band.setLabelPaint(Color.DARK_GRAY);
    band.setLabelBackgroundColor(TRANSPARENT);
    band.setLabelAnchor(RectangleAnchor.TOP_LEFT);
    band.setLabelTextAnchor(TextAnchor.TOP_LEFT);
    return band;
  }

  private static LegendTitle legend(XYPlot plot) {
    LegendTitle legend = new LegendTitle(plot);
    legend.setItemFont(PLAIN);
    legend.setPosition(RectangleEdge.TOP);
    legend.setBackgroundPaint(Color.WHITE);
    return legend;
  }
}
