package dev.hibernatesplit.benchmarks.load.record;

import dev.hibernatesplit.benchmarks.load.program.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** A whole run. */
public final class Totals {

  private static final int DIGITS = 3;

  private final Map<Cell, Histogram> cells;
  private final double length;
  private final List<Second> seconds;
  private final Map<String, Long> errors = new TreeMap<>();

  Totals(
      Map<Cell, Histogram> cells,
      double length,
      List<Second> seconds,
      Map<String, LongAdder> errors) {
    this.cells = Map.copyOf(cells);
    this.length = length;
    this.seconds = List.copyOf(seconds);
    errors.forEach((text, count) -> this.errors.put(text, count.sum()));
  }

  /** In seconds. */
  public double length() {
    return length;
  }

  /** Those of some operations at some targets. */
  public Figures figures(Predicate<Cell> wanted) {
    Histogram sum = new Histogram(DIGITS);
    cells.forEach(
        (cell, histogram) -> {
          if (wanted.test(cell)) {
            sum.add(histogram);
          }
        });
    return Figures.of(sum);
  }

  public Figures all() {
    return figures(cell -> true);
  }

  public Figures reads() {
    return figures(cell -> cell.operation().reads());
  }

  public Figures writes() {
    return figures(cell -> !cell.operation().reads());
  }

  /** Each operation, by the words of tables. */
  public Map<String, Figures> byOperation() {
    return lines(cell -> true);
  }

  /** For each target, each operation that ended there. */
  public Map<String, Map<String, Figures>> byTarget() {
    Map<String, Map<String, Figures>> targets = new TreeMap<>();
    for (Cell cell : cells.keySet()) {
      targets.computeIfAbsent(
          cell.target(), target -> lines(other -> other.target().equals(target)));
    }
    return targets;
  }

  private Map<String, Figures> lines(Predicate<Cell> wanted) {
    Map<String, Figures> lines = new LinkedHashMap<>();
    for (Operation operation : Operation.values()) {
      Figures figures = figures(wanted.and(cell -> cell.operation() == operation));
      if (figures.count() > 0) {
        lines.put(operation.title(), figures);
      }
    }
    return lines;
  }

  public long stale() {
    return sum(Second::stale);
  }

  public long failedReads() {
    return sum(Second::failedReads);
  }

  public long failedWrites() {
    return sum(Second::failedWrites);
  }

  private long sum(ToLongFunction<Second> figure) {
    return seconds.stream().mapToLong(figure).sum();
  }

  /** What went wrong, in the words of the innermost cause, and how often. */
  public Map<String, Long> errors() {
    return errors;
  }
}
