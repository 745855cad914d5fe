package dev.hibernatesplit.benchmarks.load.record;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.benchmarks.load.program.Operation;
import dev.hibernatesplit.benchmarks.load.program.Witness;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.HdrHistogram.Histogram;

/**
 * Records operations of many threads without a lock. One thread takes what has come together, and
 * nothing of it is lost or counted twice.
 */
public final class Recorder implements Witness, SplitListener {

  private static final int DIGITS = 3;

  private final ThreadLocal<String> last = ThreadLocal.withInitial(() -> "primary");
  private final Map<Cell, org.HdrHistogram.Recorder> cells = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
  private final LongAdder stale = new LongAdder();
  private final LongAdder failedReads = new LongAdder();
  private final LongAdder failedWrites = new LongAdder();

  @Override
  public void statementRouted(StatementInfo statement, RoutingDecision decision) {
    last.set(decision.target());
  }

  @Override
  public void done(Operation operation, long nanos, boolean old) {
    cells
        .computeIfAbsent(
            new Cell(operation, last.get()), cell -> new org.HdrHistogram.Recorder(DIGITS))
        .recordValue(Math.max(nanos, 0) / 1000);
    if (old) {
      stale.increment();
    }
  }

  @Override
  public void failed(Operation operation, Throwable cause) {
    (operation.reads() ? failedReads : failedWrites).increment();
    errors
        .computeIfAbsent(operation.title() + ": " + innermost(cause), text -> new LongAdder())
        .increment();
  }

  private static String innermost(Throwable cause) {
    Throwable at = cause;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at.getClass().getSimpleName() + ": " + at.getMessage();
  }

  /** Takes what came since the last call. */
  Taken take(BiConsumer<Cell, Histogram> each) {
    cells.forEach((cell, recorder) -> each.accept(cell, recorder.getIntervalHistogram()));
    return new Taken(stale.sumThenReset(), failedReads.sumThenReset(), failedWrites.sumThenReset());
  }

  /** What is counted without a time. */
  record Taken(long stale, long failedReads, long failedWrites) {}

  Map<String, LongAdder> errors() {
    return errors;
  }
}
