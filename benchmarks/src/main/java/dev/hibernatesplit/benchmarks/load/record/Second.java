package dev.hibernatesplit.benchmarks.load.record;

import java.util.Map;

/**
 * One second of a run, or what was left at its end.
 *
 * @param end when it ended, in seconds from the begin of what is measured
 * @param length how long it was, in seconds
 * @param reads of all kinds together
 * @param targets how many operations ended where
 * @param lags how far each replica was behind, in milliseconds
 */
public record Second(
    double end,
    double length,
    Figures reads,
    Figures writes,
    Map<String, Long> targets,
    Map<String, Double> lags,
    long failedReads,
    long failedWrites,
    long stale) {

  public double readRate() {
    return reads.count() / length;
  }

  public double writeRate() {
    return writes.count() / length;
  }

  public Map<String, Object> json() {
    return Map.of(
        "end_s", end,
        "length_s", length,
        "reads", reads.json(),
        "writes", writes.json(),
        "targets", targets,
        "lag_ms", lags,
        "failed_reads", failedReads,
        "failed_writes", failedWrites,
        "stale", stale);
  }
}
