package dev.hibernatesplit.benchmarks.load;

import dev.hibernatesplit.benchmarks.load.record.Second;
import java.io.PrintStream;
import java.util.Locale;

/** What somebody who watches is told. */
final class Progress {

  private static final int EVERY = 5;

  private final PrintStream out;
  private long failed;
  private long stale;
  private int lines;

  Progress(PrintStream out) {
    this.out = out;
  }

  void begin(String what) {
    failed = 0;
    stale = 0;
    lines = 0;
    out.println(what);
  }

  /** One line for some seconds. */
  void second(Second second) {
    failed += second.failedReads() + second.failedWrites();
    stale += second.stale();
    if (++lines % EVERY == 0) {
      out.printf(
          Locale.ROOT,
          "%5.0f s %7.0f reads/s p99 %7.1f ms %6.0f writes/s p99 %7.1f ms  %d failed, %d stale  %s%n",
          second.end(),
          second.readRate(),
          second.reads().p99(),
          second.writeRate(),
          second.writes().p99(),
          failed,
          stale,
          second.targets());
    }
  }

  void fault(String what) {
    out.println("        " + what);
  }
}
