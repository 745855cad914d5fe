package dev.hibernatesplit.benchmarks;

import dev.hibernatesplit.benchmarks.Bout.Round;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Prints medians over the JVMs, and the least and the most among them, a line a journey. */
final class Report {

  private static final String LINE = "| %-14s | %-21s | %-21s | %-19s | %-19s | %-19s | %s%n";

  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
    out.printf(
        LINE,
        "unit",
        "CPU ns, plain",
        "CPU ns, split",
        "ratio",
        "uncounted",
        "dormant",
        "more bytes |");
    out.printf(LINE, "---", "---", "---", "---", "---", "---", "--- |");
  }

  void add(Journey journey, List<Bout> bouts) {
    out.printf(
        LINE,
        journey.name().toLowerCase(Locale.ROOT),
        figure(bouts, "%.0f", round -> round.plain().nanos()),
        figure(bouts, "%.0f", round -> round.split().nanos()),
        ratio(bouts, Round::split),
        ratio(bouts, Round::uncounted),
        ratio(bouts, Round::dormant),
        more(bouts, Round::split)
            + " of "
            + plain(bouts)
            + "; dormant "
            + more(bouts, Round::dormant)
            + " |");
  }

  private static String ratio(List<Bout> bouts, Function<Round, Sample> side) {
    return figure(bouts, "%.3f", round -> side.apply(round).nanos() / round.plain().nanos());
  }

  private static String more(List<Bout> bouts, Function<Round, Sample> side) {
    return figure(bouts, "%.0f", round -> side.apply(round).bytes() - round.plain().bytes());
  }

  private static String plain(List<Bout> bouts) {
    return figure(bouts, "%.0f", round -> round.plain().bytes());
  }

  private static String figure(List<Bout> bouts, String format, ToDoubleFunction<Round> figure) {
    double[] medians = bouts.stream().mapToDouble(bout -> bout.median(figure)).sorted().toArray();
    String all = format + " (" + format + "–" + format + ")";
    return String.format(
        Locale.ROOT, all, Bout.middle(medians), medians[0], medians[medians.length - 1]);
  }
}
