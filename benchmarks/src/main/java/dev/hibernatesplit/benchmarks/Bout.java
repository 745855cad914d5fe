package dev.hibernatesplit.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The rounds that the same JVMs went through. */
public final class Bout {

  /** One block of each, close together in time. */
  record Round(Sample plain, Sample dormant, Sample split, Sample uncounted) {}

  private final List<Round> rounds = new ArrayList<>();

  void add(Round round) {
    rounds.add(round);
  }

  double median(ToDoubleFunction<Round> figure) {
    return middle(rounds.stream().mapToDouble(figure).toArray());
  }

  /** The median. */
  public static double middle(double... figures) {
    double[] sorted = figures.clone();
    java.util.Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
