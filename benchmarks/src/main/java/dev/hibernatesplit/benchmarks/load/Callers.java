package dev.hibernatesplit.benchmarks.load;

import dev.hibernatesplit.benchmarks.load.program.Caller;
import dev.hibernatesplit.benchmarks.load.program.Pace;
import dev.hibernatesplit.benchmarks.load.program.Promise;
import dev.hibernatesplit.benchmarks.load.program.Store;
import dev.hibernatesplit.benchmarks.load.program.Witness;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** All callers of a program, a thread each. */
final class Callers {

  private static final long PATIENCE = TimeUnit.SECONDS.toMillis(60);

  private final List<Thread> threads;
  private volatile boolean over;

  Callers(Plan plan, Store store, Witness witness) {
    Pace pace = plan.pace();
    IntFunction<Promise> promises = plan.promises();
    this.threads =
        IntStream.range(0, plan.workers())
            .mapToObj(
                number ->
                    new Thread(
                        new Caller(
                            number,
                            store,
                            plan.mix(),
                            pace,
                            promises.apply(number),
                            witness,
                            () -> over),
                        "caller " + number))
            .toList();
    threads.forEach(Thread::start);
  }

  /** Lets each finish what it does. */
  void stop() throws InterruptedException {
    over = true;
    long end = System.currentTimeMillis() + PATIENCE;
    for (Thread thread : threads) {
      thread.join(Math.max(1, end - System.currentTimeMillis()));
    }
  }
}
