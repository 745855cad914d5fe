package dev.hibernatesplit.internal.topology;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A connection of the driver's, from when it was made. Thread-safe. */
public final class Physical {

  private final long madeAt;
  private final int process;
  private final @Nullable Instant life;
  private volatile boolean sessionChanged;

  /**
   * @param madeAt when, by {@link System#nanoTime()}
   * @param process the server's process behind it, 0 if that is not known
   * @param life when its server was started, by the server's clock; null if it is not PostgreSQL's
   *     driver that made it, so that nobody can tell
   */
  public Physical(long madeAt, int process, @Nullable Instant life) {
    this.madeAt = madeAt;
    this.process = process;
    this.life = life;
  }

  /** When it had been made at the latest, by {@link System#nanoTime()}. */
  public long madeAt() {
    return madeAt;
  }

  /** The number of the server's process behind it; 0 if that is not known. */
  public int process() {
    return process;
  }

  /** Whether it is to a server that was started then, as far as anybody can tell. */
  public boolean isOfLife(Instant startedAt) {
    return life == null || life.equals(startedAt);
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
