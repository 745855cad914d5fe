package dev.hibernatesplit.internal.topology;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A connection of the driver's, from when it was made. Thread-safe. */
public final class Physical {

  private final long madeAt;
  private final int process;
  private final @Nullable Instant life;
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger signsOfLife = new AtomicInteger();
  private final AtomicBoolean ours = new AtomicBoolean();
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

  /** Whether it is known which server's life it is to, or that it is to none alone. */
  public boolean isOfKnownLife() {
    return life != null && !life.equals(Life.UNTOLD);
  }

  /** Whether somebody is in between, who may change servers under it. */
  public boolean isPooled() {
    return Life.POOLED.equals(life);
  }

  /** The server is asked something; whoever asks waits until {@link #answered}. */
  public void asked() {
    turn.setOpaque(turn.getPlain() + 1); // one thread at a time uses a connection
  }

  /** It has answered, or will not. */
  public void answered() {
    asked();
  }

  /** The server has done what it was asked: it lives. */
  public void signOfLife() {
    signsOfLife.setOpaque(signsOfLife.getPlain() + 1); // one thread at a time uses a connection
  }

  /** How many signs of life there were over it, modulo 2<sup>32</sup>. */
  public int signsOfLife() {
    return signsOfLife.getOpaque();
  }

  /** Whether somebody waits for an answer now, if turns are counted from 0. */
  public static boolean waits(int turn) {
    return turn % 2 != 0;
  }

  /** Another number at each question, and at each answer; see {@link #waits}. */
  public int turn() {
    return turn.getOpaque();
  }

  /** Whether it is ours to end: we made it, or it is lent to us. */
  boolean ours() {
    return ours.get();
  }

  void ours(boolean now) {
    ours.setRelease(now); // nobody waits for it: who is to end it looks now and then
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
