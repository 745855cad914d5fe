package dev.hibernatesplit.internal.topology;

import java.time.Instant;

/** Lives of servers that are none. */
public final class Lives {

  /** Somebody is in between. */
  public static final Instant POOLED = Life.POOLED;

  /** The question had no answer. */
  public static final Instant UNTOLD = Life.UNTOLD;

  private Lives() {}
}
