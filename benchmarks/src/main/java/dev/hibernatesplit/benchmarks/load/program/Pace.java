package dev.hibernatesplit.benchmarks.load.program;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** When does the next operation begin? Shared by all callers. */
public interface Pace {

  /**
   * Waits until it is time.
   *
   * @return when it was meant to begin, by {@link System#nanoTime()}: its latency counts from there
   */
  long next();

  /** As soon as the one before has ended. */
  static Pace closed() {
    return System::nanoTime;
  }

  /**
   * So many a second, whether those before have ended or not: where all callers are busy, what
   * waits for one has its wait counted.
   */
  static Pace open(double rate) {
    long begin = System.nanoTime();
    AtomicLong ticket = new AtomicLong();
    return () -> {
      long intended = begin + (long) (ticket.getAndIncrement() * 1e9 / rate);
      for (long left = intended - System.nanoTime();
          left > 0 && !Thread.currentThread().isInterrupted();
          left = intended - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      return intended;
    };
  }
}
