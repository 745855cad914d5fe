package dev.hibernatesplit.internal.health;

import java.util.concurrent.Future;

/** Who does the monitor's work, and when? Thread-safe. */
interface Workers {

  /** Does something short after some nanoseconds, on the thread that keeps the time. */
  Future<?> later(Runnable work, long nanos);

  /** Does something that may take its time, on a thread that asks. */
  void soon(Runnable work);

  /** One of the threads that ask is kept waiting: there is one more until {@link #returned}. */
  void hangs();

  /** One that was kept waiting is back. */
  void returned();
}
