package dev.hibernatesplit.benchmarks.load.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What a {@link Recorder} took, second by second and in all. For one thread. */
public final class Chronicle {

  private static final int DIGITS = 3;

  private final Recorder recorder;
  private final long begin = System.nanoTime();
  private final Map<Cell, Histogram> all = new HashMap<>();
  private final List<Second> seconds = new ArrayList<>();
  private double end;

  /** Begins now; what the recorder has taken before, as in a warm-up, is dropped. */
  public Chronicle(Recorder recorder) {
    this.recorder = recorder;
    recorder.take((cell, histogram) -> {});
    recorder.errors().clear();
  }

  /** How long it has been, in seconds. */
  public double now() {
    return (System.nanoTime() - begin) / 1e9;
  }

  /**
   * Ends a second.
   *
   * @param lags how far each replica is behind now, in milliseconds
   */
  public Second write(Map<String, Double> lags) {
    Histogram reads = new Histogram(DIGITS);
    Histogram writes = new Histogram(DIGITS);
    Map<String, Long> targets = new TreeMap<>();
    Recorder.Taken taken =
        recorder.take(
            (cell, histogram) -> {
              all.computeIfAbsent(cell, any -> new Histogram(DIGITS)).add(histogram);
              (cell.operation().reads() ? reads : writes).add(histogram);
              targets.merge(cell.target(), histogram.getTotalCount(), Long::sum);
            });
    double from = end;
    end = now();
    Second second =
        new Second(
            end,
            end - from,
            Figures.of(reads),
            Figures.of(writes),
            targets,
            Map.copyOf(lags),
            taken.failedReads(),
            taken.failedWrites(),
            taken.stale());
    seconds.add(second);
    return second;
  }

  public List<Second> seconds() {
    return List.copyOf(seconds);
  }

  /** All seconds together. */
  public Totals totals() {
    return new Totals(all, end, seconds, recorder.errors());
  }
}
