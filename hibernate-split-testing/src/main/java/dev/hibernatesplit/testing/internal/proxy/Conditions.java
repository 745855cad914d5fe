package dev.hibernatesplit.testing.internal.proxy;

import java.time.Duration;

/** What happens to bytes in one direction; changed while they flow. */
public final class Conditions {
  private enum Fate {
    PASS,
    STALL,
    SWALLOW
  }

  private volatile long delayNanos;
  private Fate fate = Fate.PASS;

  public void delay(Duration delay) {
    delayNanos = delay.toNanos();
  }

  public void pass() {
    set(Fate.PASS);
  }

  public void stall() {
    set(Fate.STALL);
  }

  public void swallow() {
    set(Fate.SWALLOW);
  }

  long delayNanos() {
    return delayNanos;
  }

  private synchronized void set(Fate next) {
    fate = next;
    notifyAll();
  }

  /** Waits while bytes are stalled, then tells whether they may pass, else they are lost. */
  synchronized boolean mayPass() throws InterruptedException {
    while (fate == Fate.STALL) {
      wait();
    }
    return fate == Fate.PASS;
  }
}
