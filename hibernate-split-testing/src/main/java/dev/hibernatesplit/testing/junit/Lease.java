package dev.hibernatesplit.testing.junit;

import dev.hibernatesplit.testing.ReplicatedPostgres;

/** A cluster for as long as one class needs it. */
record Lease(ReplicatedPostgres cluster, Runnable giveBack) implements AutoCloseable {
  @Override
  public void close() {
    giveBack.run();
  }
}
