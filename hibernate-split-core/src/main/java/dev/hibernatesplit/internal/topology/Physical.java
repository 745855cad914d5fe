package dev.hibernatesplit.internal.topology;

/** A connection of the driver's, from when it was made. Thread-safe. */
public final class Physical {

  private final long madeAt;
  private final int process;
  private volatile boolean sessionChanged;

  /**
   * @param madeAt when, by {@link System#nanoTime()}
   * @param process the server's process behind it, 0 if that is not known
   */
  Physical(long madeAt, int process) {
    this.madeAt = madeAt;
    this.process = process;
  }

  /** When it had been made at the latest, by {@link System#nanoTime()}. */
  public long madeAt() {
    return madeAt;
  }

  /** The number of the server's process behind it; 0 if that is not known. */
  public int process() {
    return process;
  }

  /** Something was run that may have changed how its server session does things, for ever. */
  public void sessionChanged() {
    sessionChanged = true;
  }

  /** Whether its server session does things as it did from the start, as far as we know. */
  public boolean asMade() {
    return !sessionChanged;
  }
}
