package dev.hibernatesplit.internal.balancing;

import java.util.concurrent.atomic.AtomicInteger;

/** How busy is a target, and how fast? Thread-safe, without a lock. */
public final class Load {

  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile long latency;
  private volatile long roundTrip;

  /** A connection of it was taken. */
  public void taken() {
    inFlight.getAndIncrement();
  }

  /** A connection of it came back. */
  public void returned() {
    inFlight.getAndDecrement();
  }

  /** A statement on it took so long, in nanoseconds. */
  public void took(long nanos) {
    latency = nanos;
  }

  /** A probe's way there and back took so long, in nanoseconds. */
  public void roundTrip(long nanos) {
    roundTrip = nanos;
  }

  /** How many of its connections are in use. */
  public int inFlight() {
    return inFlight.get();
  }

  /** How long its statements take of late, in nanoseconds; 0 while nobody knows. */
  public long latency() {
    return latency;
  }

  /** How long a probe's way there and back took, in nanoseconds; 0 while nobody knows. */
  public long roundTrip() {
    return roundTrip;
  }
}
