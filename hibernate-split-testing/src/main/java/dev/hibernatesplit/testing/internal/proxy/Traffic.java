package dev.hibernatesplit.testing.internal.proxy;

import java.util.concurrent.atomic.LongAdder;

/** What went through a proxy, over all its connections. */
public final class Traffic {
  final LongAdder toServer = new LongAdder();
  final LongAdder toClient = new LongAdder();
  final LongAdder roundTrips = new LongAdder();
  final LongAdder queries = new LongAdder();
  final LongAdder accepted = new LongAdder();

  public long bytesToServer() {
    return toServer.sum();
  }

  public long bytesToClient() {
    return toClient.sum();
  }

  public long roundTrips() {
    return roundTrips.sum();
  }

  public long queries() {
    return queries.sum();
  }

  public long accepted() {
    return accepted.sum();
  }
}
