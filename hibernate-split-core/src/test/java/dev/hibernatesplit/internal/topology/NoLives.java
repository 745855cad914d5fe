package dev.hibernatesplit.internal.topology;

import java.time.Instant;

/** NoLives of servers that are none. */
public final class NoLives {

  /** Somebody is in between. */
  public static final Instant POOLED = Life.POOLED;

  /** The question had no answer. */
  public static final Instant UNTOLD = Life.UNTOLD;

  private NoLives() {}
}
