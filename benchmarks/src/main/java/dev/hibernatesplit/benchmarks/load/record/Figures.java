package dev.hibernatesplit.benchmarks.load.record;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How many there were and how long they took, in milliseconds. */
public record Figures(
    long count, double mean, double p50, double p90, double p99, double p999, double max) {

  private static final double PER_MILLI = 1000;

  /** From a histogram of microseconds. */
  static Figures of(Histogram micros) {
    return new Figures(
        micros.getTotalCount(),
        micros.getTotalCount() == 0 ? 0 : micros.getMean() / PER_MILLI,
        at(micros, 50),
        at(micros, 90),
        at(micros, 99),
        at(micros, 99.9),
        micros.getMaxValue() / PER_MILLI);
  }

  private static double at(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / PER_MILLI;
  }

  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("count", count);
    json.put("mean_ms", mean);
    json.put("p50_ms", p50);
    json.put("p90_ms", p90);
    json.put("p99_ms", p99);
    json.put("p999_ms", p999);
    json.put("max_ms", max);
    return json;
  }
}
