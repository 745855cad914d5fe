package dev.hibernatesplit.benchmarks.load;

import dev.hibernatesplit.benchmarks.load.record.Figures;
import dev.hibernatesplit.benchmarks.load.record.Totals;
import dev.hibernatesplit.benchmarks.load.report.Run;
import java.util.Locale;

/** A run in a sentence or two. */
final class Verdict {

  private Verdict() {}

  static String of(Run run) {
    Totals totals = run.totals();
    return String.format(
        Locale.ROOT,
        "%s: %,.0f operations a second for %.0f s. %s; %s. %d failed reads, %d failed writes,"
            + " %d stale reads. %s. %d faults.",
        run.name(),
        totals.all().count() / totals.length(),
        totals.length(),
        kind("Reads", totals.reads()),
        kind("writes", totals.writes()),
        totals.failedReads(),
        totals.failedWrites(),
        totals.stale(),
        run.leaks().isEmpty() ? "Nothing left behind" : "Left behind: " + run.leaks(),
        run.marks().size());
  }

  private static String kind(String name, Figures figures) {
    return String.format(
        Locale.ROOT,
        "%s %,d: p50 %.1f ms, p99 %.1f ms, at most %.0f ms",
        name,
        figures.count(),
        figures.p50(),
        figures.p99(),
        figures.max());
  }

  static boolean bad(Run run) {
    return run.totals().failedReads() + run.totals().stale() + run.leaks().size() > 0;
  }
}
