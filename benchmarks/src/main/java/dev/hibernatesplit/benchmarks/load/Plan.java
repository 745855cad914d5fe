package dev.hibernatesplit.benchmarks.load;

import dev.hibernatesplit.benchmarks.load.program.Mix;
import dev.hibernatesplit.benchmarks.load.program.Pace;
import dev.hibernatesplit.benchmarks.load.program.Promise;
import java.time.Duration;
import java.util.function.IntFunction;

/**
 * The load.
 *
 * @param workers how many callers there are
 * @param rate operations a second in an open loop; 0 for a closed one
 * @param items how many rows there are
 * @param own whether a caller is promised only what it wrote itself, or what anybody wrote
 */
record Plan(
    int workers, Mix mix, double rate, Duration warmUp, Duration duration, int items, boolean own) {

  Pace pace() {
    return rate > 0 ? Pace.open(rate) : Pace.closed();
  }

  /** What is promised to whom. */
  IntFunction<Promise> promises() {
    Promise shared = new Promise(items);
    return caller -> own ? new Promise(items) : shared;
  }
}
