package dev.hibernatesplit.benchmarks.load.program;

import dev.hibernatesplit.Routing;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** A user of the {@link Store}: does one thing after the other until the work is over. */
public final class Caller implements Runnable {

  private final Store store;
  private final Mix mix;
  private final Pace pace;
  private final Promise promise;
  private final Witness witness;
  private final BooleanSupplier over;
  private final int number;
  private final SplittableRandom random;

  /**
   * @param number stands for it, as a user's id does: what it reads and writes is one caller's
   */
  public Caller(
      int number,
      Store store,
      Mix mix,
      Pace pace,
      Promise promise,
      Witness witness,
      BooleanSupplier over) {
    this.number = number;
    this.store = store;
    this.mix = mix;
    this.pace = pace;
    this.promise = promise;
    this.witness = witness;
    this.over = over;
    this.random = new SplittableRandom(number);
  }

  @Override
  public void run() {
    while (true) {
      long begin = pace.next();
      if (over.getAsBoolean()) {
        return;
      }
      turn(begin, mix.next(random), random.nextInt(store.items()));
    }
  }

  private void turn(long begin, Operation operation, long id) {
    try {
      long[] promised = promise.shelf(id);
      List<Item> items = Routing.as(number, () -> operation.perform(store, id));
      boolean stale = operation.reads() && Promise.broken(promised, items);
      witness.done(operation, System.nanoTime() - begin, stale);
      if (!operation.reads()) {
        items.forEach(promise::keep);
      }
    } catch (RuntimeException e) {
      witness.failed(operation, e);
    }
  }
}
